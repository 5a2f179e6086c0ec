import type { GraphQLResolveInfo } from 'graphql'
import type { ChannelKind } from '../../adapters/channel.ts'
import type { RecordId } from '../../adapters/ids.ts'
import type { ConsentChange } from '../../adapters/ports/profile-desk.ts'
import type { Answerer } from '../../adapters/source.ts'
import { instant } from '../../adapters/time.ts'
import type { Entity } from '../../ledger/port.ts'
import type { Context } from '../context.ts'
import { recordsIn } from '../shared/shoppers/customer-records.ts'
import type { WriteOutcome } from '../shared/writes/write-outcome.ts'
import { changeShopper } from './change.ts'
import { askedSo, askInTurn, forgetShopper, type Told } from './desk.ts'
import type { CustomerPayloadModel } from './models.ts'
import { because, refused } from './refused.ts'
import type { ConsentInput, MutationConsentSetArgs } from './resolvers.generated.ts'

/** Longest words agreed to. */
const MOST_LEGAL_TEXT = 4_000

/** Writes down what a shopper agreed to or refused, in every system that keeps it. */
export function setConsent(
  context: Context,
  { input, idempotencyKey }: MutationConsentSetArgs,
  { path }: Pick<GraphQLResolveInfo, 'path'>,
): Promise<CustomerPayloadModel> {
  return changeShopper(context, {
    operation: 'consentSet',
    idempotencyKey,
    input,
    customerId: input.customerId,
    argument: 'customerId',
    path,
    read: () => saidIn(input, context),
    write: (shopper, said) => record(context, shopper, said),
  })
}

type Said = Omit<ConsentChange, 'customer'>

function saidIn({ purpose, state, via = null, legalText = null }: ConsentInput, context: Context): Said {
  const field = (name: keyof ConsentInput) => ['input', name]
  if (state === 'UNKNOWN') {
    const message = 'Expected GRANTED, DENIED, WITHDRAWN or PENDING.'
    throw refused([because('INVALID', { message, field: field('state') })])
  }
  if (legalText !== null && (legalText.length < 1 || legalText.length > MOST_LEGAL_TEXT)) {
    const message = `Expected the words agreed to, of 1 to ${MOST_LEGAL_TEXT} characters.`
    throw refused([because('INVALID', { message, field: field('legalText') })])
  }
  const at = instant(context.services.clock())
  return { purpose, state, via, at, channel: channelOf(context), legalText }
}

/** Where the shopper says it. */
function channelOf({ channel, viewer }: Context): ChannelKind {
  return channel ?? (viewer.kind === 'STAFF' ? 'CALL_CENTER' : 'WEB')
}

/**
 * Tells every record of the shopper in every system that keeps such a consent: the strictest of them counts. A record that is not there any more,
 * as after a merge, says nothing and is in nobody's way while another is there. Throws `Refused`.
 */
async function record(context: Context, shopper: Entity, said: Said): Promise<readonly WriteOutcome[]> {
  const able = context.services.estate.answers.profileDesk.filter((desk) => canKeep(desk, said))
  const places = able.flatMap((desk) => recordsIn(shopper, desk.name).map((customer) => ({ desk, customer })))
  if (places.length === 0) throw refused([because('UNSUPPORTED', { field: ['input', 'purpose'] })])
  const told = new Map<string, WriteOutcome>()
  const gone: Told[] = []
  try {
    await askInTurn(places, async ({ desk, customer }) => {
      const one = await tell(desk, { ...said, customer })
      const isGone = one.refusal?.code === 'NOT_FOUND'
      if (isGone) gone.push(one)
      else told.set(desk.name, one.write)
      return isGone ? null : one
    })
    const [none] = gone
    if (told.size === 0 && none?.refusal) throw refused([none.refusal], [none.write])
    return [...told.values()]
  } finally {
    await forgetShopper(context, shopper)
  }
}

function canKeep({ port }: Answerer<'profileDesk'>, { purpose, via, state }: Said): boolean {
  return port.capabilities.consents.some(
    (one) => one.purpose === purpose && one.via === via && one.states.includes(state),
  )
}

function tell({ kind, port }: Answerer<'profileDesk'>, change: Said & { readonly customer: RecordId }) {
  return askedSo(
    kind,
    port.setConsent(change).then(() => null),
    'NOT_FOUND',
  )
}

import { callSigner } from '../../gateway/execution/call-signer.ts'
import { passOn } from '../../gateway/execution/passed-on.ts'
import { SIGNATURE } from '../../gateway/execution/signature.ts'
import { startSubgraph } from '../../gateway/subgraph-process.ts'
import { thisBuild } from '../../gateway/this-build.ts'
import type { Viewer } from '../../subgraphs/shared/access/viewer.ts'
import { keepLines } from '../gateway/harness.ts'
import type { Whole } from '../graph/whole.ts'
import { freePort } from '../sandbox/free-port.ts'

/** What somebody who reaches a subgraph past the gateway may send. */
interface Call {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A subgraph in a server of its own, over the systems and the ledger of a graph that runs. */
export interface Aside {
  send(call: Call): Promise<{ readonly status: number; readonly text: string }>
  /** A call as the gateway would make it for staff who may do everything: asks for a shopper's e-mail. */
  honest(): Call
  /** Calls that no gateway made, by what is wrong with each. */
  readonly forged: Readonly<Record<string, () => Call>>
  stop(): Promise<void>
}

const NAME = 'customers'
const ALMIGHTY: Viewer = {
  kind: 'STAFF',
  subject: 'staff/7',
  scopes: ['customer:read', 'customer:360'],
  customerId: null,
  store: null,
  orderToken: null,
  cartToken: null,
}

/** Starts it. */
export async function startAside(whole: Whole): Promise<Aside> {
  const clock = () => new Date(whole.now())
  const outside = {
    env: {},
    io: { out: () => {}, tell: () => {} },
    clock,
    stopAsked: new Promise<void>(() => {}),
    logTo: keepLines().stream,
  }
  const server = await startSubgraph(whole.config, {
    name: NAME,
    port: await freePort(),
    parts: thisBuild,
    outside,
  })
  const [key] = whole.config.calls.keys
  if (!key) throw new Error('expected a key for calls')
  const body = JSON.stringify({
    query: 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Customer { email } } }',
    variables: { r: [{ __typename: 'Customer', id: whole.samples.omnichannelShopper.customerId }] },
  })
  const headers = passOn({ viewer: ALMIGHTY, languages: [], channel: null })
  const made = ({ as = key, subgraph = NAME, at = clock } = {}): Call => ({
    headers: callSigner({ key: as, clock: at })({ subgraph, headers, body }),
    body,
  })
  const used = made()
  const send = async (call: Call) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...call.headers },
      body: call.body,
    })
    return { status: response.status, text: await response.text() }
  }
  await send(used)
  const hence = (ms: number) => () => new Date(clock().getTime() + ms)
  const anonymous = passOn({ viewer: { ...ALMIGHTY, kind: 'SHOPPER' }, languages: [], channel: null })
  return {
    send,
    honest: made,
    forged: {
      'no signature': () => ({ headers, body }),
      'a client’s token alone': () => ({ headers: whole.as('everything'), body }),
      'a call that was made before': () => used,
      'a body that was changed': () => ({ ...made(), body: body.replace('{ email }', '{ phone }') }),
      'a body with a blank more': () => ({ ...made(), body: `${body} ` }),
      'a viewer that was changed': () => ({ headers: { ...made().headers, ...anonymous }, body }),
      'a call to another subgraph': () => made({ subgraph: 'orders' }),
      'another secret': () => made({ as: { ...key, secret: 'a secret that somebody made up, long enough' } }),
      'a key nobody has': () => made({ as: { ...key, id: '__proto__' } }),
      'a call of yesterday': () => made({ at: hence(-86_400_000) }),
      'a call of tomorrow': () => made({ at: hence(86_400_000) }),
      'a signature that was cut': () => {
        const call = made()
        return {
          ...call,
          headers: { ...call.headers, [SIGNATURE]: (call.headers[SIGNATURE] ?? '').slice(0, -4) },
        }
      },
    },
    stop: () => server.stop(),
  }
}

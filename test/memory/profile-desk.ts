import { SourceError } from '../../adapters/error.ts'
import type { RecordId } from '../../adapters/ids.ts'
import type { ConsentStatement, Consents } from '../../adapters/ports/consents.ts'
import {
  type ConsentAbility,
  type ConsentChange,
  PROFILE_DESK_FIELDS,
  type ProfileDesk,
  type ProfileRefusal,
} from '../../adapters/ports/profile-desk.ts'
import { normalEmail, type Profiles } from '../../adapters/ports/profiles.ts'
import { isFound, type Reads } from '../../adapters/read.ts'
import { type Instant, instant } from '../../adapters/time.ts'
import { memoryConsents } from './consents.ts'
import type { MemorySource } from './found.ts'
import { type MemoryProfile, memoryProfiles } from './profiles.ts'

/** When the records were made that nobody has changed. */
const MADE = '2020-01-01T00:00:00.000Z' as Instant

/** What is kept of consents: e-mails and calls, and a refusal of all marketing. */
const ABILITIES: readonly ConsentAbility[] = [
  ...(['EMAIL', 'CALL_CENTER'] as const).map((via) => ({
    purpose: 'MARKETING' as const,
    via,
    states: ['GRANTED', 'DENIED', 'WITHDRAWN', 'PENDING'] as const,
  })),
  { purpose: 'MARKETING', via: null, states: ['DENIED', 'WITHDRAWN'] },
]

/** The plainest `ProfileDesk`, and the `Profiles` and `Consents` that tell of the same shoppers. No two have one e-mail, unless from the start. */
export function memoryProfileDesk(
  memory: MemorySource,
  records: readonly MemoryProfile[],
  statements: ReadonlyMap<string, readonly ConsentStatement[]> = new Map(),
): { readonly desk: ProfileDesk; readonly profiles: Profiles; readonly consents: Consents } {
  const kept = new Map(records.map(({ id, profile }) => [id, { profile, at: MADE }]))
  const said = new Map(statements)
  const conflict = (why: string) => new SourceError(memory.source, 'CONFLICT', why)

  const whyNot = (record: RecordId, email: string): ProfileRefusal['refused'] | null => {
    if (!/^\S+@\S+\.\S+$/.test(email)) return 'INVALID'
    const others = [...kept].filter(([id]) => id !== record).map(([, { profile }]) => profile.email ?? '')
    return others.map(normalEmail).includes(normalEmail(email)) ? 'TAKEN' : null
  }
  const now = () =>
    memoryProfiles({ ...memory, records: [...kept].map(([id, { profile }]) => ({ id, profile })) })
  const dated = <K, V>(reads: Reads<K, V>): Reads<K, V> =>
    new Map(
      [...reads].map(([key, read]) => [
        key,
        isFound(read) ? { ...read, recordedAt: kept.get(read.recordId)?.at ?? null } : read,
      ]),
    )

  return {
    profiles: {
      profiles: async (ids) => dated(await now().profiles(ids)),
      find: async (identifiers) => dated(await now().find(identifiers)),
      customerReferences: (after) => now().customerReferences(after),
    },
    consents: { consents: (ids) => memoryConsents({ ...memory, statements: said }).consents(ids) },
    desk: {
      capabilities: { fields: PROFILE_DESK_FIELDS, consents: ABILITIES },
      update: async ({ record, unmodifiedSince, values }) => {
        const known = kept.get(record)
        if (!known) throw conflict('no such record')
        const stands = Object.entries(values).every(
          ([field, value]) => Reflect.get(known.profile, field) === value,
        )
        if (stands) return null
        if (unmodifiedSince !== null && known.at > unmodifiedSince) throw conflict('changed meanwhile')
        const refused = values.email === undefined ? null : whyNot(record, values.email)
        if (refused) return { refused, field: 'email' }
        const preferredStore = (values.preferredStore ?? known.profile.preferredStore) as RecordId | null
        const profile = { ...known.profile, ...values, preferredStore }
        kept.set(record, { profile, at: instant(memory.clock()) })
        return null
      },
      setConsent: async (change) => {
        if (!ABILITIES.some((one) => isAbout(one, change) && one.states.includes(change.state)))
          throw new SourceError(memory.source, 'UNSUPPORTED', 'no place for this')
        if (!kept.has(change.customer)) throw conflict('no such record')
        const { purpose, via, state, at, legalText } = change
        const all = said.get(change.customer) ?? []
        const isRefusal = (one: Pick<ConsentStatement, 'state'>) =>
          one.state === 'DENIED' || one.state === 'WITHDRAWN'
        if (
          !isRefusal(change) &&
          all.some((one) => isAbout(one, change) && isRefusal(one) && (one.capturedAt ?? at) > at)
        )
          throw new SourceError(memory.source, 'RATE_LIMITED', 'a later refusal stands')
        const others = all.filter((one) => !isAbout(one, change))
        said.set(change.customer, [...others, { purpose, via, state, capturedAt: at, legalText }])
      },
    },
  }
}

function isAbout(
  one: Pick<ConsentChange, 'purpose' | 'via'>,
  { purpose, via }: Pick<ConsentChange, 'purpose' | 'via'>,
): boolean {
  return one.purpose === purpose && one.via === via
}

import { SourceError } from '../../../adapters/error.ts'
import { createForgetting } from '../../../adapters/forget.ts'
import type { RecordId } from '../../../adapters/ids.ts'
import { cachedPort } from '../../../adapters/keep-fresh.ts'
import type { ConsentStatement } from '../../../adapters/ports/consents.ts'
import type { ProfileDesk } from '../../../adapters/ports/profile-desk.ts'
import type { Profile, Profiles } from '../../../adapters/ports/profiles.ts'
import { instant } from '../../../adapters/time.ts'
import { memoryCache } from '../../../cache/memory.ts'
import { customers } from '../../../subgraphs/customers/index.ts'
import type { Access } from '../../../subgraphs/shared/access/access.ts'
import { ANONYMOUS, type Viewer } from '../../../subgraphs/shared/access/viewer.ts'
import { createStoreDirectory } from '../../../subgraphs/shared/stock/store-directory.ts'
import { memoryIdentity, seenShopper } from '../../memory/identity.ts'
import { memoryProfileDesk } from '../../memory/profile-desk.ts'
import { plainProfile } from '../../memory/profiles.ts'
import { ask, contextWith, NOW, place } from '../../memory/services.ts'
import { counted } from '../../memory/spy.ts'
import { memoryWrites } from '../../memory/writes.ts'

const KEY = 'a key for tests that is long enough'
const FRESHNESS = {
  catalog: 0,
  prices: 0,
  promotions: 0,
  stock: 0,
  stores: 0,
  profiles: 60,
  orders: 0,
  conversations: 0,
  loyalty: 0,
  staleIfError: 0,
}
/**
 * What becomes of changes: done with a lost answer, never there, refused since another record is alike in something, or of a record that is
 * not there any more.
 */
type Trouble = 'LOST' | 'UNREACHED' | 'ALIKE' | 'GONE'

/** What is different from two systems that know Anne, of which the CRM alone can be told. */
export interface DesksOptions {
  /** Best first. @default the CRM, then the ERP */
  readonly precedence?: readonly ('crm' | 'erp')[]
  /** Who can be told. @default the CRM */
  readonly desks?: readonly ('crm' | 'erp')[]
  readonly crm?: Partial<Profile>
  readonly erp?: Partial<Profile>
  /** What the CRM's desk can change. @default every field */
  readonly fields?: ProfileDesk['capabilities']['fields']
  readonly statements?: readonly ConsentStatement[]
  /** Whether the CRM had a record of Anne before this one, which is not there any more. @default false */
  readonly merged?: boolean
}

/** Two systems in memory whose profiles are kept for a minute; PAR01 and PAR02 are stores, DEP01 a warehouse. */
export async function openDesks({
  precedence = ['crm', 'erp'],
  desks = ['crm'],
  crm = {},
  erp = {},
  fields,
  statements = [],
  merged = false,
}: DesksOptions = {}) {
  let now = NOW
  const clock = () => now
  const anne = { givenName: 'Anne', email: 'anne@example.org', phone: '+33600000001', ...crm }
  const rosalie = plainProfile({ givenName: 'Rosalie', email: 'rosalie@example.org' })
  const records = [
    { id: 'crm-anne', profile: plainProfile(anne) },
    { id: 'crm-rosalie', profile: rosalie },
  ]
  const systems = {
    crm: memoryProfileDesk({ source: 'crm', clock }, records, new Map([['crm-anne', statements]])),
    erp: memoryProfileDesk({ source: 'erp', clock }, [
      { id: 'erp-anne', profile: plainProfile({ givenName: 'ANNE', ...erp }) },
    ]),
  }
  const trouble = new Map<'crm' | 'erp', Trouble>()
  const down = new Set<'crm' | 'erp'>()
  const troubled =
    <Given, Result>(name: 'crm' | 'erp', change: (given: Given) => Promise<Result>) =>
    async (given: Given): Promise<Result> => {
      const what = trouble.get(name)
      const timeout = new SourceError(name, 'SOURCE_TIMEOUT', 'no answer')
      if (what === 'UNREACHED') throw timeout
      if (what === 'GONE') throw new SourceError(name, 'CONFLICT', 'no such record')
      const result = await change(given)
      if (what === 'LOST') throw timeout
      return result
    }
  const spies = { crm: spied('crm'), erp: spied('erp') }
  function spied(name: 'crm' | 'erp') {
    const { desk } = systems[name]
    const { port, calls } = counted({
      update: troubled(name, async (given: Parameters<typeof desk.update>[0]) =>
        trouble.get(name) === 'ALIKE' ? { refused: 'TAKEN' as const, field: null } : desk.update(given),
      ),
      setConsent: troubled(name, desk.setConsent),
    })
    const { capabilities } = desk
    const able = name === 'crm' && fields ? { ...capabilities, fields } : capabilities
    return { calls, port: { ...port, capabilities: able } }
  }
  const cache = memoryCache({ maxEntries: 1_000, clock })
  const { forget, changes } = createForgetting({ cache, clock, hmacKey: KEY, freshness: FRESHNESS })
  const reads = { crm: counted<Profiles>(readsOf('crm')), erp: counted<Profiles>(readsOf('erp')) }
  function readsOf(name: 'crm' | 'erp'): Profiles {
    const { profiles } = systems[name]
    return {
      ...profiles,
      profiles: async (ids) => {
        if (!down.has(name)) return profiles.profiles(ids)
        return new Map(ids.map((id) => [id, new SourceError(name, 'SOURCE_UNAVAILABLE', 'HTTP 503')]))
      },
    }
  }
  const kindOf = (name: 'crm' | 'erp') => (name === 'crm' ? ('CRM' as const) : ('ERP' as const))
  const keeping = { cache, clock, freshness: FRESHNESS, hmacKey: KEY, changes, port: 'profiles' as const }
  const answers = {
    profiles: precedence.map((name) => ({
      name,
      kind: kindOf(name),
      port: cachedPort<Profiles>(reads[name].port, { ...keeping, source: name }),
    })),
    profileDesk: desks.map((name) => ({ name, kind: kindOf(name), port: spies[name].port })),
    consents: [{ name: 'crm', kind: 'CRM' as const, port: systems.crm.consents }],
  }
  const identity = memoryIdentity()
  const known = (name: string) => {
    const record = { source: 'crm', id: `crm-${name}` as RecordId }
    const same = ['erp', ...(merged ? ['crm'] : [])].map((source) => ({
      record: { source, id: (source === 'erp' ? `erp-${name}` : `crm-former-${name}`) as RecordId },
      method: 'MANUAL' as const,
    }))
    return seenShopper(identity, { record, same: name === 'anne' ? same : [] }, instant(NOW))
  }
  if (merged) {
    const record = { source: 'crm', id: 'crm-former-anne' as RecordId }
    await seenShopper(identity, { record, same: [] }, instant(NOW))
  }
  const ids = { anne: await known('anne'), rosalie: await known('rosalie') }
  const writes = memoryWrites()
  const stores = [place('PAR01'), place('PAR02', { records: new Map([['erp', '1020' as RecordId]]) })]
  const warehouse = place('DEP01', { kind: 'WAREHOUSE' })
  const accesses: Access[] = []
  let keys = 0
  return {
    ids,
    trouble,
    down,
    writes,
    accesses,
    stores: { paris: stores[0]?.id ?? '', other: stores[1]?.id ?? '', warehouse: warehouse.id },
    calls: { crm: spies.crm.calls, erp: spies.erp.calls },
    reads: { crm: reads.crm.calls, erp: reads.erp.calls },
    desk: systems.crm.desk,
    key: () => `key ${++keys}`,
    /** Lets so many seconds pass. */
    pass(seconds: number) {
      now = new Date(now.getTime() + seconds * 1_000)
    },
    /** What a system itself says of Anne now. */
    async says(name: 'crm' | 'erp'): Promise<Profile> {
      const id = `${name}-anne` as RecordId
      const read = (await systems[name].profiles.profiles([id])).get(id)
      if (!read || !('value' in read)) throw new Error('expected a profile')
      return read.value
    },
    ask: (query: string, variables: object, viewer: Viewer, ledger = writes) =>
      ask(
        customers,
        query,
        contextWith({
          answers,
          services: {
            clock,
            identity,
            writes: ledger,
            forget,
            stores: createStoreDirectory([...stores, warehouse]),
          },
          request: { viewer, access: { note: (access) => accesses.push(access) } },
        }),
        { ...variables },
      ),
  }
}
export type Desks = Awaited<ReturnType<typeof openDesks>>

/** Staff who may change shoppers' records and see them. */
export const agent: Viewer = {
  ...ANONYMOUS,
  kind: 'STAFF',
  subject: 'staff/7',
  scopes: ['customer:write', 'customer:read'],
}

const PAYLOAD = `replayed customer { id version givenName familyName email phone preferredLocale preferredStore { id }
  consents { purpose via state conflictsWith { instance } } }
  userErrors { code message field retryable system } writes { system outcome queuedForRetry }`
export const UPDATE = `mutation ($input: CustomerUpdateInput!, $key: String!) {
  done: customerUpdate(input: $input, idempotencyKey: $key) { ${PAYLOAD} } }`
export const UPDATE_ALONE = `mutation ($input: CustomerUpdateInput!, $key: String!) {
  done: customerUpdate(input: $input, idempotencyKey: $key) {
    userErrors { code field retryable system } writes { system outcome queuedForRetry } } }`
export const CONSENT = `mutation ($input: ConsentInput!, $key: String!) {
  done: consentSet(input: $input, idempotencyKey: $key) { ${PAYLOAD} } }`
export const VERSION = 'query ($id: ID!) { customer(id: $id) { version email givenName } }'

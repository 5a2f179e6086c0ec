import type { CustomerId, EntityKind } from '../../adapters/ids.ts'
import type { Instant } from '../../adapters/time.ts'
import { link, merge, observe, unlink } from '../../ledger/identity/domain.ts'
import { toEntity, toIdentityRecord } from '../../ledger/identity/entities.ts'
import { type IdentityState, identityState } from '../../ledger/identity/state.ts'
import { type Entity, type IdentityLedger, type Observation, recordKey } from '../../ledger/port.ts'

/** The identity ledger's own rules on a state that is never written down: what tests of the domains ask. */
export function memoryIdentity(idKey = 'a key for tests that is long enough'): IdentityLedger {
  const kinds = new Map<EntityKind, IdentityState>()
  const of = (kind: EntityKind): IdentityState => {
    const rows = { records: [], ids: new Map(), pairs: [] }
    const state = kinds.get(kind) ?? identityState({ kind, idKey, nextSeq: 1, rows })
    kinds.set(kind, state)
    return state
  }
  return {
    observe: async (kind, observations, by, at) => observe(of(kind), observations, by, at),
    ownersOf: async (kind, records) =>
      new Map(
        records.flatMap((record) => {
          const owned = of(kind).find(recordKey(record))
          return owned ? [[recordKey(record), entity(of(kind), owned.entity)] as const] : []
        }),
      ),
    resolve: async (kind, ids) =>
      new Map(
        ids.flatMap((id) => {
          const owner = of(kind).entityOf(id)
          return owner ? [[id, entity(of(kind), owner)] as const] : []
        }),
      ),
    candidatesOf: async (kind, id) => candidates(of(kind), id),
    link: async (kind, id, record, decision) => entity(of(kind), link(of(kind), id, record, decision)),
    unlink: async (kind, id, record, decision) => {
      const { kept, split } = unlink(of(kind), id, record, decision)
      return { kept: entity(of(kind), kept), split: entity(of(kind), split) }
    },
    merge: async (kind, survivor, duplicate, decision) =>
      entity(of(kind), merge(of(kind), survivor, duplicate, decision)),
  }
}

/** Has a shopper be seen in a source; their id. */
export async function seenShopper(
  identity: IdentityLedger,
  observation: Observation,
  at: Instant,
): Promise<CustomerId> {
  const { record } = observation
  await identity.observe('customer', [observation], record.source, at)
  const owner = (await identity.ownersOf('customer', [record])).get(recordKey(record))
  if (!owner) throw new Error('expected an owner of the record')
  return owner.id as CustomerId
}

function entity(state: IdentityState, id: string): Entity {
  return toEntity(id, state.recordsOf(id))
}

/** Whom likeness points at, the strongest first, without those a steward has said no to. */
function candidates(state: IdentityState, id: string) {
  const own = new Set(state.recordsOf(state.entityOf(id) ?? '').map(({ record }) => recordKey(record)))
  const ends = [...own].flatMap((key) =>
    state.pairsOf(key).flatMap((pair) => {
      const other = state.find(own.has(pair.left) ? pair.right : pair.left)
      return other && !own.has(recordKey(other.record)) ? [{ pair, other }] : []
    }),
  )
  const refused = ends.filter(({ pair }) => pair.state === 'REJECTED').map(({ other }) => other.entity)
  const likely = ends
    .filter(({ other }) => !refused.includes(other.entity))
    .sort((left, right) => left.pair.reason.confidence - right.pair.reason.confidence)
  const strongest = new Map(likely.map((end) => [end.other.entity, end]))
  return [...strongest.values()].reverse().map(({ pair, other }) => ({
    entity: entity(state, other.entity),
    because: toIdentityRecord(other.record, 'PROBABLE', pair.reason),
  }))
}

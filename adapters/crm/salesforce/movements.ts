import { SourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type { OrderOfPoints } from '../../ports/loyalty.ts'
import type { PointsChange, PointsHeld } from '../../ports/loyalty-desk.ts'
import type { Client } from './client.ts'
import type { Values } from './dml.ts'
import { fullId } from './ids.ts'
import type { DeskOptions, LoyaltyOptions } from './options.ts'
import { own } from './soql.ts'
import { textOf } from './wire.ts'
import { keyText } from './written.ts'

/** A movement that is to be written, of whatever kind. */
export interface MovementToMake extends Pick<PointsHeld, 'key' | 'account' | 'at' | 'channel' | 'points'> {
  readonly kind: PointsChange['kind']
  readonly order: OrderOfPoints | null
  readonly code: string | null
  readonly reason: string | null
}

/** Movements as the journal takes them. */
export interface Movements {
  /** The fields of a new entry. Throws UNSUPPORTED for what the retailer has mapped to nothing. */
  valuesOf(asked: MovementToMake): Promise<Values>
  /** What was made, under the id that the org gave it. */
  made(asked: MovementToMake, id: RecordId | null): PointsChange
  /** Whether an entry under a key is the one that is asked for again. */
  isSame(known: PointsChange, asked: MovementToMake): boolean
}

/** Movements of an org, whose journal types are looked up once. */
export function createMovements(
  client: Client,
  {
    source,
    options,
    desk,
  }: { readonly source: string; readonly options: LoyaltyOptions; readonly desk: DeskOptions },
): Movements {
  let types: Promise<ReadonlyMap<string, string>> | null = null

  const typesByName = (): Promise<ReadonlyMap<string, string>> => {
    const asked = types ?? readTypes(client)
    types = asked
    asked.catch(() => {
      if (types === asked) types = null
    })
    return asked
  }

  const typeOf = async (kind: PointsChange['kind']): Promise<string> => {
    const names = Object.entries(options.journalTypes).filter(([, its]) => its === kind)
    const ids = await typesByName()
    const id = names.map(([name]) => ids.get(name)).find((one) => one !== undefined)
    if (id !== undefined) return id
    throw new SourceError(
      source,
      'UNSUPPORTED',
      `the org has no journal type for ${kind}; map it in loyalty.journalTypes`,
    )
  }

  const wordOf = (channel: MovementToMake['channel']): string => {
    const word = Object.entries(options.channels).find(([, { kind }]) => kind === channel)?.[0]
    if (word !== undefined) return word
    throw new SourceError(
      source,
      'UNSUPPORTED',
      `no word for the channel ${channel}; add it to loyalty.channels`,
    )
  }

  return {
    async valuesOf({ key, account, at, channel, points, kind, order, code, reason }) {
      const fields: readonly (readonly [string | null, string | number | null])[] = [
        ['MemberId', account.recordId],
        ['LoyaltyProgramId', account.program.id],
        ['JournalTypeId', await typeOf(kind)],
        ['ActivityDate', at],
        ['Status', kind === 'REDEEM' ? 'Pending' : null],
        [options.points, points],
        [options.channel, options.channel && wordOf(channel)],
        [options.orderNumber, order?.number ?? null],
        [options.reason, reason],
        [desk.code, code],
        [desk.externalId, keyText(key)],
      ]
      return Object.fromEntries(
        fields.flatMap(([name, value]) => (name === null || value === null ? [] : [[name, value]])),
      )
    },
    made({ key, account, kind, points, at }, id) {
      if (id === null) throw new SourceError(source, 'BAD_RESPONSE', 'an entry was made without an id')
      const state = kind === 'REDEEM' ? 'HELD' : 'DONE'
      return { recordId: id, key, account: account.recordId, kind, points, state, at }
    },
    isSame: (known, { kind, points, account }) =>
      known.kind === kind && known.points === points && known.account === fullId(account.recordId),
  }
}

async function readTypes(client: Client): Promise<ReadonlyMap<string, string>> {
  const records = await client.query(typesQuery(), 1)
  return new Map(records.map((record) => [textOf(record, 'Name') ?? '', textOf(record, 'Id') ?? '']))
}

/** Every type of a movement, by name. */
export function typesQuery() {
  return { object: 'JournalType', columns: own('JournalType', ['Id', 'Name']), tail: 'ORDER BY Id' }
}

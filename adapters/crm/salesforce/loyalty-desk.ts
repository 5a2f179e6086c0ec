import { isSourceError } from '../../error.ts'
import type { LoyaltyDesk, PointsChange } from '../../ports/loyalty-desk.ts'
import { inChunks } from '../../read.ts'
import type { Client } from './client.ts'
import { createEnrolment, type DeskTools } from './enrolment.ts'
import { fullId } from './ids.ts'
import { JOURNAL } from './journal.ts'
import { createMovements, type MovementToMake } from './movements.ts'
import type { LoyaltyOptions } from './options.ts'
import { refusal } from './refusal.ts'
import { textOf } from './wire.ts'
import { changesQuery, keyText, toChange } from './written.ts'

/** Keys in one statement. */
const KEYS_PER_QUERY = 200

/**
 * Loyalty Management, written: members, and entries of the transaction journal. Each record carries our key in a unique field for other
 * systems' keys, so that a repeat is refused as a duplicate and found again.
 */
export function salesforceLoyaltyDesk(
  client: Client,
  options: LoyaltyOptions,
  tools: DeskTools,
): LoyaltyDesk {
  const { found, dml, desk } = tools
  const { source } = found
  const movements = createMovements(client, { source, options, desk })

  const changes: LoyaltyDesk['changes'] = (keys) =>
    inChunks(keys, KEYS_PER_QUERY, async (chunk) => {
      const asked = new Map(chunk.map((key) => [keyText(key), key]))
      const records = await client.query(changesQuery(options, desk, [...asked.keys()]), chunk.length)
      return records.flatMap((record) => {
        const key = asked.get(textOf(record, desk.externalId) ?? '')
        if (key === undefined) return []
        const id = found.idOf(record)
        return [[key, found(record, id, () => toChange(record, id, { key, source, options }))] as const]
      })
    })

  const changed = async (key: string): Promise<PointsChange | null> => {
    const read = (await changes([key])).get(key)
    if (isSourceError(read)) throw read
    return read?.value ?? null
  }

  async function move(asked: MovementToMake): Promise<PointsChange> {
    const written = await dml.create(JOURNAL, await movements.valuesOf(asked))
    if ('id' in written) return movements.made(asked, fullId(written.id))
    if (written.refused !== 'DUPLICATE_VALUE') throw refusal(source, written.refused)
    const known = await changed(asked.key)
    if (known && movements.isSame(known, asked)) return known
    throw refusal(source, written.refused)
  }

  async function settle(key: string, state: 'USED' | 'RELEASED'): Promise<PointsChange> {
    const known = await changed(key)
    if (known?.state === state) return known
    // Without this look a key that is unknown would make a new entry, as the vendor's upsert does.
    if (known?.state !== 'HELD') throw refusal(source, 'not held')
    const status = state === 'USED' ? 'Processed' : 'Cancelled'
    const written = await dml.change(JOURNAL, [desk.externalId, keyText(key)], { Status: status })
    if ('refused' in written) throw refusal(source, written.refused)
    return { ...known, state }
  }

  return {
    capabilities: { enrol: true, earn: true, adjust: true, redeem: true },
    settleMs: desk.settleSeconds * 1_000,
    enrol: createEnrolment(client, options, tools),
    earn: async (asked) => {
      expectGain(source, asked.points)
      return move({ ...asked, kind: 'EARN', code: null, reason: null })
    },
    adjust: async (asked) => {
      if (asked.points === 0 || !Number.isSafeInteger(asked.points)) throw refusal(source, 'points')
      return move({ ...asked, kind: 'ADJUST', code: null })
    },
    hold: async (asked) => {
      expectGain(source, asked.points)
      return move({ ...asked, points: -asked.points, kind: 'REDEEM', order: null })
    },
    use: (key) => settle(key, 'USED'),
    release: (key) => settle(key, 'RELEASED'),
    changes,
  }
}

function expectGain(source: string, points: number): void {
  if (!Number.isSafeInteger(points) || points < 1) throw refusal(source, 'points')
}

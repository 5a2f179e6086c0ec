import type { OpenedList } from '../../../contracts/changing-lists.ts'
import { pagedList } from '../../../contracts/changing-lists.ts'
import { openRpc } from '../../../peers/tryton/rpc.ts'
import type { RunningTryton } from '../../../peers/tryton/start.ts'
import { ADMIN } from '../../../peers/tryton/trytond.ts'
import { openTryton } from './open-tryton.ts'

/** More shoppers than a page of the port holds. */
export interface ManyParties {
  /** Their codes, with those of the world. */
  readonly codes: readonly string[]
  /** The list of all of them, of which the test takes some away and brings them back. */
  open(): OpenedList
}

/** Adds shoppers to a running Tryton until its list of them has a second page. */
export async function addParties(running: RunningTryton, count: number): Promise<ManyParties> {
  const rpc = await openRpc(running.url, running.database, ADMIN)
  const [category] = await rpc.rows('party.category', [['name', '=', 'Clients']])
  const rows = Array.from({ length: count }, (_, n) => ({
    name: `Page ${n}`,
    categories: [['add', [category?.id]]],
  }))
  await rpc.create('party.party', rows)
  const parties = await rpc.rows('party.party', [['categories.name', '=', 'Clients']], ['code'])
  const ids = new Map(parties.map(({ id, code }) => [String(code), id]))
  const idsOf = (codes: readonly string[]) => codes.flatMap((code) => ids.get(code) ?? [])
  const setActive = async (codes: readonly string[], active: boolean) => {
    if (codes.length > 0) await rpc.write('party.party', idsOf(codes), { active })
  }
  return {
    codes: [...ids.keys()],
    open: () => {
      const { source, ports } = openTryton(running.options)
      return pagedList({
        read: (after) => ports.profiles.customerReferences(after),
        keysOf: ({ sets }) => sets.map(({ record }) => record.id),
        take: (codes) => setActive(codes, false),
        bring: (codes) => setActive(codes, true),
        close: source.close,
      })
    },
  }
}

import { describe, expect, it } from 'vitest'
import { FAULTS, MOST_WAITS, NETWORKED, TELLS } from './faulty.ts'
import { type Cell, runFolderMatrix, runMatrix, unexplainedWhenWell } from './matrix.ts'
import { matrixReport } from './matrix-report.ts'

/** One call, and twice again. */
const ATTEMPTS = 3

it('explains every null of every example query by the world when all is well', async () => {
  for (const [operation, nulls] of await unexplainedWhenWell())
    expect({ operation, nulls }).toEqual({ operation, nulls: [] })
})

describe('whatever one system does, with cold and with warm caches', () => {
  const seen = new Map<string, readonly Cell[]>()

  it.concurrent.each(NETWORKED.map((system) => ({ system })))(
    'every null has its error or its reason, and somebody says that the $system failed',
    async ({ system }) => {
      const cells = await runMatrix(system)
      seen.set(system, cells)
      expect(cells.length).toBeGreaterThanOrEqual(2 * Object.keys(FAULTS).length)
      for (const cell of cells) {
        expectHonest(cell)
        expect(cell.told.length + cell.failed.length, place(cell)).toBeGreaterThan(0)
        expect(cell.calls, place(cell)).toBeLessThanOrEqual(cell.asked * ATTEMPTS)
        expect(cell.failed, place(cell)).toEqual(alike(cells, cell).failed)
        expect(cell.waits, place(cell)).toBeLessThanOrEqual(MOST_WAITS[cell.operation] ?? 0)
        // Beside its own word: of a breaker, or of a machine that is busy.
        const said = [TELLS[cell.fault]?.code, 'CIRCUIT_OPEN', 'SOURCE_TIMEOUT']
        expect(said, place(cell)).toEqual(expect.arrayContaining([...cell.codes]))
      }
    },
    1_200_000,
  )

  it('every null has its error or its reason while the folder of the tills fails', async () => {
    const cells = [...(await runFolderMatrix('cold')), ...(await runFolderMatrix('warm'))]
    seen.set('tills', cells)
    for (const cell of cells) expectHonest(cell)
    const history = cells.filter(({ operation, fault }) => operation === 'order-history' && fault === 'down')
    expect(
      history.map(({ cache, told }) => [cache, told.filter((one) => one.startsWith('OrderConn'))]),
    ).toEqual([
      ['cold', ['OrderConnection UNAVAILABLE']],
      ['warm', ['OrderConnection STALE']],
    ])
  }, 600_000)

  it('is as docs/failures.md shows it', async () => {
    const cells = [...NETWORKED, 'tills'].flatMap((system) => seen.get(system) ?? [])
    await expect(matrixReport(cells)).toMatchFileSnapshot('../../docs/failures.md')
  })
})

function expectHonest(cell: Cell) {
  expect(cell.unexplained, place(cell)).toEqual([])
}

/** The same operation and caches, the system down: what fails does not depend on how. */
function alike(cells: readonly Cell[], { operation, cache }: Cell): Cell {
  const [first] = cells.filter((cell) => cell.operation === operation && cell.cache === cache)
  if (!first) throw new Error('expected a cell')
  return first
}

function place({ operation, system, fault, cache }: Cell): string {
  return `${operation} while ${system} ${fault}, ${cache}`
}

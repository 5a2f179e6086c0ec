import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { world } from '../contracts/small-world.ts'
import { type BothWays, startBothWays } from './both-ways.ts'

describe('a configuration that is replaced under load', () => {
  let both: BothWays
  let graph: Awaited<ReturnType<BothWays['startFollowed']>>
  beforeAll(async () => {
    // Of old and new houses together the PIM gets more calls at once than it takes.
    both = await startBothWays(world, { timePasses: true })
    graph = await both.startFollowed('hot')
  })
  afterAll(async () => {
    await graph?.stop()
    await both?.close()
  })

  const events = (event: string): readonly Record<string, unknown>[] =>
    graph
      .logs()
      .split('\n')
      .filter((line) => line.includes(`"${event}"`))
      .map((line) => JSON.parse(line))
  const shopper =
    'query ($id: ID!) { customer(id: $id) { givenName orders(first: 2) { complete edges { node { number } } } } }'
  const ask = async () => {
    const { status, text } = await graph.ask(shopper, { id: both.samples.omnichannelShopper.customerId })
    return { status, text }
  }
  const systems = async () => (await graph.ask('{ sourceSystems { owns } }')).text
  const ready = async () => (await fetch(`${graph.url}/ready`)).json() as Promise<{ checks: object }>

  it('fails not one request, and the old house is closed when its last request has ended', async () => {
    const first = await ask()
    const answers: { readonly status: number; readonly text: string }[] = []
    let running = true
    const caller = async () => {
      while (running) answers.push(await ask())
    }
    const callers = Array.from({ length: 4 }, caller)
    for (const [round, stock] of ['[]', '[erp]', '[]'].entries()) {
      graph.rewrite((yaml) => yaml.replace('stock: [erp]', `stock: ${stock}`).concat(`# ${round}\n`))
      await vi.waitFor(() => expect(events('reload.done')).toHaveLength(round + 1), 15_000)
    }
    running = false
    await Promise.all(callers)
    expect(answers.length).toBeGreaterThan(3)
    expect(answers.filter(({ status, text }) => status !== 200 || text !== first.text)).toEqual([])
    expect(await systems()).not.toContain('stock')
    expect(events('close.failed')).toEqual([])
  }, 60_000)

  it('is refused when it is wrong, with its reason, and the old one stays', async () => {
    graph.rewrite((yaml) => yaml.replace('currency: EUR', 'currency: EURO'))
    await vi.waitFor(() => expect(events('reload.refused')).toHaveLength(1), 15_000)
    expect(events('reload.refused')[0]?.['reason']).toContain('retailer.currency')
    expect(await ready()).toMatchObject({ status: 'ready', checks: { configuration: false } })
    expect((await ask()).status).toBe(200)
    expect(await systems()).not.toContain('stock')
  })

  it('is refused when it begins to trust the sandbox, whose tokens everybody can make', async () => {
    graph.rewrite((yaml) => yaml.replaceAll('.both-ways.invalid', '.sandbox.invalid'))
    await vi.waitFor(() => expect(events('reload.refused')).toHaveLength(2), 15_000)
    expect(events('reload.refused')[1]?.['reason']).toContain("issuers.accounts is the sandbox's")
    expect((await ask()).status).toBe(200)
  })

  it('takes what it can, and names what waits for a restart', async () => {
    graph.rewrite((yaml) =>
      yaml.replace(/server: \{ port: \d+ \}/, 'server: { port: 1 }').replace('hot.sqlite', 'other.sqlite'),
    )
    await vi.waitFor(() => expect(events('reload.needs-restart')).toHaveLength(1), 15_000)
    expect(events('reload.needs-restart')[0]).toMatchObject({ keys: ['server', 'ledger'] })
    expect(await ready()).toMatchObject({ checks: { configuration: true } })
    expect(await systems()).toContain('stock')
    expect((await ask()).status).toBe(200)
  })
})

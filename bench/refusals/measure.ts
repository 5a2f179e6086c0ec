import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseDocument } from 'yaml'
import { freePort } from '../../test/sandbox/free-port.ts'
import { built, root } from '../built.ts'
import { callsOf } from '../customer-360/calls.ts'
import { openWorkshop, type Running, type Workshop } from '../processes.ts'
import { interleaved } from '../rounds.ts'
import { type Attack, attacks } from './attacks.ts'

export interface RefusalsOptions {
  /** How often each is sent in a round: the kernel counts in hundredths of a second. */
  readonly times: number
  readonly rounds: number
  readonly print: (text: string) => void
}

/** What one kind of refusal costs. */
export interface Refused {
  readonly name: string
  /** `400 COST_EXCEEDED`. */
  readonly answer: string
  /** CPU time per request, by round, milliseconds. */
  readonly cpuMs: readonly number[]
}

/**
 * Sends the sandbox as it is shipped, but for how often a client may ask, what it has to refuse. Throws where something else is answered
 * than that refusal, and where a system is asked.
 */
export async function measureRefusals({
  times,
  rounds,
  print,
}: RefusalsOptions): Promise<readonly Refused[]> {
  const workshop = await openWorkshop()
  try {
    const { url, systems, issuer, process } = await start(workshop, print)
    const kinds = attacks(issuer)
    let number = 0
    const send = async (attack: Attack, count: number): Promise<number> => {
      // What the process does by itself meanwhile is not the refusal's.
      await wait(100)
      const before = process.usage().cpuMs
      for (let at = 0; at < count; at++) await expectRefused(url, attack, number++)
      return (process.usage().cpuMs - before) / count
    }
    for (const attack of kinds) await send(attack, times)
    let measured: ReadonlyMap<Attack, readonly number[]> = new Map()
    const calls = await callsOf(systems, async () => {
      measured = await interleaved(kinds, rounds, (attack) => send(attack, times))
    })
    const asked = Object.values(calls).reduce((total, count) => total + count, 0)
    if (asked > 0) throw new Error(`expected no system to be asked; found ${JSON.stringify(calls)}`)
    return kinds.map((attack) => ({
      name: attack.name,
      answer: `${attack.status} ${attack.code}`,
      cpuMs: measured.get(attack) ?? [],
    }))
  } finally {
    await workshop.close()
  }
}

async function expectRefused(url: string, attack: Attack, number: number): Promise<void> {
  const { headers, body } = attack.request(number)
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })
  const text = await response.text()
  if (response.status === attack.status && text.includes(`"code":"${attack.code}"`)) return
  throw new Error(
    `expected ${attack.name} to be answered ${attack.status} ${attack.code}; found ${response.status} ${text.slice(0, 300)}`,
  )
}

interface Started {
  readonly url: string
  readonly systems: Readonly<Record<string, number>>
  /** The `iss` of the shoppers' tokens. */
  readonly issuer: string
  readonly process: Running
}

const ENDLESS = 1_000_000_000

async function start(workshop: Workshop, print: (text: string) => void): Promise<Started> {
  const cli = built('gateway/cli.ts', print)
  const ports = {
    erp: await freePort(),
    crm: await freePort(),
    pim: await freePort(),
    issuer: await freePort(),
    psp: await freePort(),
  }
  const port = await freePort()
  const text = readFileSync(join(root, 'couture.sandbox.yaml'), 'utf8')
    .replaceAll('127.0.0.1:4201', `127.0.0.1:${ports.erp}`)
    .replaceAll('127.0.0.1:4202', `127.0.0.1:${ports.crm}`)
    .replaceAll('127.0.0.1:4203', `127.0.0.1:${ports.pim}`)
    .replaceAll('127.0.0.1:4204', `127.0.0.1:${ports.issuer}`)
    .replaceAll('127.0.0.1:4205', `127.0.0.1:${ports.psp}`)
  const config = parseDocument(text)
  config.setIn(['sandbox', 'ports'], ports)
  config.setIn(['limits', 'clients', 'ANONYMOUS'], {
    requestsPerSecond: ENDLESS,
    requestBurst: ENDLESS,
    costPerSecond: ENDLESS,
    costBudget: ENDLESS,
  })
  const file = join(workshop.folder, 'couture.yaml')
  writeFileSync(file, config.toString())
  print('(starting the sandbox and the graph)')
  const process = workshop.start('couture', cli, ['up', '--config', file, '--port', String(port)])
  const url = `http://127.0.0.1:${port}`
  await process.answers(`${url}/ready`)
  const { issuer: _, ...systems } = ports
  return { url, systems, issuer: String(config.getIn(['issuers', 'accounts', 'issuer'])), process }
}

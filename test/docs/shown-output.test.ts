import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../../gateway/commands/program.ts'
import { createActions } from '../../gateway/main.ts'
import { thisBuild } from '../../gateway/this-build.ts'
import { operation, startWhole, type Whole } from '../graph/whole.ts'
import { blocksOf } from './blocks.ts'

/** A block of a page by how it begins. */
function block(page: string, begins: string): string {
  const found = blocksOf(page).find(({ text }) => text.startsWith(begins))
  if (!found) throw new Error(`expected a block that begins with ${begins} in ${page}`)
  return found.text
}

describe('what the guides show, beside what is said', () => {
  const folder = mkdtempSync(join(tmpdir(), 'couture-shown-'))
  const file = join(folder, 'couture.yaml')
  let whole: Whole
  let started = 0
  beforeAll(async () => {
    started = Date.now()
    whole = await startWhole({
      timeoutMs: 2_000,
      edit: (yaml) => {
        writeFileSync(file, yaml)
        return yaml
      },
    })
  }, 60_000)
  afterAll(async () => {
    await whole.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Runs `couture` as a page writes it, over this test's configuration. */
  async function couture(line: string) {
    const clock = () => new Date(whole.world.now.getTime() + Date.now() - started)
    let out = ''
    const io = {
      out: (text: string) => {
        out += text
      },
      tell: (text: string) => {
        out += text
      },
    }
    const outside = { env: {}, io, clock, stopAsked: new Promise<void>(() => {}) }
    const words = line.split(' ').map((word) => (word === 'couture.sandbox.yaml' ? file : word))
    const actions = createActions(thisBuild, outside)
    return { code: await runCli(words, { actions, io, version: '0', defaultConfig: file }), out }
  }

  it('by the doctor, but for the numbers that are measured', async () => {
    const [command = '', ...lines] = block('docs/operators.md', '$ npx couture doctor').trimEnd().split('\n')
    const { code, out } = await couture(command.replace('$ npx couture ', ''))
    expect(code).toBe(0)
    const measured = (text: string) =>
      text
        .replace(/ *\d+ ms {2}clock [^,]+/g, ' MEASURED')
        .replace(/\d+ of/g, 'N of')
        // The sandbox's servers date their answers by the real clock, not by this world's.
        .replace(/^ +warning: its clock differs .*\n/gm, '')
    expect(measured(out).trimEnd()).toBe(measured(lines.join('\n')))
  })

  it('by the reader of the configuration', async () => {
    const shown = block('docs/operators.md', '  the configuration is wrong')
    const wrong = join(folder, 'wrong.yaml')
    writeFileSync(wrong, 'a: 1\n')
    const { code, out } = await couture(`doctor --config ${wrong}`)
    expect(code).toBe(2)
    const form = /^the configuration is wrong in (one place|\d+ places):\n(\S+:\d+:\d+ [\w.]+: .+\n)+$/
    expect(out).toMatch(form)
    expect(shown.replaceAll(/^ {2}/gm, '')).toMatch(form)
  })

  it('in the log, a line for each request', async () => {
    const id = whole.samples.omnichannelShopper.customerId
    await whole.ask(operation('customer-360'), { id, near: { latitude: 48.85, longitude: 2.34 } })
    const lines = whole.logs().trimEnd().split('\n')
    const real = lines.map((line) => JSON.parse(line)).find(({ operation }) => operation === 'Customer360')
    const shown = JSON.parse(block('docs/operators.md', '{"level"'))
    expect(Object.keys(shown).sort()).toEqual(
      Object.keys(real)
        .filter((key) => key !== 'time')
        .sort(),
    )
    const { level, method, route, status, type, event, codes, failedCalls } = real
    expect(shown).toMatchObject({ level, method, route, status, type, event, codes, failedCalls })
    expect(Object.keys(shown.calls).sort()).toEqual(Object.keys(real.calls).sort())
  })

  it('in errors, while the ERP hangs because it was told to as the page says', async () => {
    const [hang = '', well = ''] = block('docs/operators.md', 'curl').trimEnd().split('\n')
    await curl(hang, 'http://127.0.0.1:5201/__sandbox__', whole.served.erp.adminUrl)
    const query = block('README.md', 'query FirstQuery')
    const id = whole.samples.tillOnlyShopper.customerId
    const { errors } = await whole.ask(query, { id, near: { latitude: 48.8584, longitude: 2.3474 } })
    expect(errors).toContainEqual(JSON.parse(block('docs/frontend.md', '{\n  "message"')))
    await curl(well, 'http://127.0.0.1:5201/__sandbox__', whole.served.erp.adminUrl)
    expect(await told(whole.served.erp.adminUrl)).toEqual([])
  })

  it('by the admin API, in the order in which the sandbox’s page asks it', async () => {
    const { adminUrl } = whole.served.pim
    const lines = block('sandbox/README.md', 'curl').trimEnd().split('\n')
    const answers: string[] = []
    for (const line of lines) answers.push(await curl(line, '$ADMIN', adminUrl))
    expect(answers.map((text) => text.slice(0, 1))).toEqual(['', '', '[', ''])
    expect(await told(adminUrl)).toEqual([])
  })
})

/** Does what a line with `curl` does; answers with the body. */
async function curl(line: string, shownAs: string, adminUrl: string): Promise<string> {
  const words = /^curl (?:-X (\w+) )?(\S+)(?: -d '([^']*)')?\s*(?:#.*)?$/.exec(line)
  if (!words) throw new Error(`expected a line with curl; found ${line}`)
  const [, method = 'GET', url = '', body] = words
  expect(url.startsWith(shownAs)).toBe(true)
  const response = await fetch(url.replace(shownAs, adminUrl), {
    method,
    ...(body !== undefined && { body }),
  })
  expect(response.status, line).toBeLessThan(300)
  return response.text()
}

async function told(adminUrl: string): Promise<string[]> {
  const response = await fetch(`${adminUrl}/misbehave`)
  return Object.keys((await response.json()) as object)
}

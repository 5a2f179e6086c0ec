import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createLog } from '../../gateway/log.ts'
import { followFiles } from '../../gateway/reload.ts'
import { keepLines } from './harness.ts'

const PACE = { lookMs: 20, settleMs: 10 }

describe('following files', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'couture-reload-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  /** Follows one file; what is loaded is noted, and texts that say so are refused. */
  function follow(file: string, read: () => string) {
    const loaded: string[] = []
    const { stream, lines } = keepLines()
    let ask = () => {}
    const reloads = followFiles({
      files: [file],
      log: createLog({ level: 'info', clock: () => new Date(), stream }),
      pace: PACE,
      onAsked: (listener) => {
        ask = listener
        return () => {
          ask = () => {}
        }
      },
      load: async () => {
        const text = read()
        if (text.startsWith('bad')) throw new Error(`expected better; found ${text}`)
        loaded.push(text)
      },
    })
    onTestFinished(() => reloads.close())
    return { loaded, lines, reloads, ask: () => ask() }
  }

  const textOf = async (file: string) => (await import('node:fs')).readFileSync(file, 'utf8')

  it('sees a file written in place, and one that replaces it', async () => {
    const file = join(folder, 'c.yaml')
    writeFileSync(file, 'one')
    const { readFileSync } = await import('node:fs')
    const { loaded } = follow(file, () => readFileSync(file, 'utf8'))
    writeFileSync(file, 'two')
    await vi.waitFor(() => expect(loaded).toEqual(['two']), 5_000)
    writeFileSync(`${file}.new`, 'three')
    renameSync(`${file}.new`, file)
    await vi.waitFor(() => expect(loaded).toEqual(['two', 'three']), 5_000)
    expect(await textOf(file)).toBe('three')
  })

  it('sees a link that points elsewhere, as Kubernetes changes a ConfigMap', async () => {
    for (const version of ['v1', 'v2', 'v3']) {
      mkdirSync(join(folder, version))
      writeFileSync(join(folder, version, 'c.yaml'), version)
    }
    symlinkSync('v1', join(folder, '..data'))
    const file = join(folder, 'c.yaml')
    symlinkSync(join('..data', 'c.yaml'), file)
    const { readFileSync } = await import('node:fs')
    const { loaded } = follow(file, () => readFileSync(file, 'utf8'))
    for (const version of ['v2', 'v3']) {
      symlinkSync(version, join(folder, '..data_tmp'))
      renameSync(join(folder, '..data_tmp'), join(folder, '..data'))
      await vi.waitFor(() => expect(loaded.at(-1)).toBe(version), 5_000)
    }
    expect(loaded).toEqual(['v2', 'v3'])
  })

  it('refuses a bad text with its reason, keeps what runs, and takes the next good one', async () => {
    const file = join(folder, 'c.yaml')
    writeFileSync(file, 'one')
    const { readFileSync } = await import('node:fs')
    const { loaded, lines, reloads } = follow(file, () => readFileSync(file, 'utf8'))
    writeFileSync(file, 'bad text')
    await vi.waitFor(() => expect(reloads.refused()).toBe(true), 5_000)
    expect(loaded).toEqual([])
    expect(lines).toMatchObject([{ event: 'reload.refused', reason: 'expected better; found bad text' }])
    writeFileSync(file, 'good')
    await vi.waitFor(() => expect(loaded).toEqual(['good']), 5_000)
    expect(reloads.refused()).toBe(false)
  })

  it('does nothing for a text that is the same, unless it is asked', async () => {
    const file = join(folder, 'c.yaml')
    writeFileSync(file, 'one')
    const { loaded, ask } = follow(file, () => 'one')
    ask()
    await vi.waitFor(() => expect(loaded).toEqual(['one']), 5_000)
    writeFileSync(file, 'one')
    await new Promise((resolve) => setTimeout(resolve, PACE.lookMs * 5))
    expect(loaded).toEqual(['one'])
  })
})

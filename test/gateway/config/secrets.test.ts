import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { httpOptions } from '../../../adapters/call/options.ts'
import { registry } from '../../../adapters/registry.ts'
import { loadConfig } from '../../../gateway/config/load.ts'
import { ConfigError } from '../../../gateway/config/problem.ts'
import { keysOf } from '../../../gateway/config/reference/keys.ts'
import { configShape } from '../../../gateway/config/shape.ts'
import { adapters, env, good } from './sample.ts'

const folder = mkdtempSync(join(tmpdir(), 'couture-secrets-'))
afterAll(() => rmSync(folder, { recursive: true }))

function fileWith(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

const load = (text: string, variables: Readonly<Record<string, string>> = env) =>
  loadConfig({ file: 'couture.yaml', text, env: variables, adapters })

function complaints(text: string, variables: Readonly<Record<string, string>> = env): readonly string[] {
  try {
    load(text, variables)
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n')
    throw error
  }
  return []
}

const password = (value: string) => good.replace('password: ${ERP_PASSWORD}', () => `password: ${value}`)
const passwordOf = (text: string) => load(text).systems['erp']?.options

describe('a secret from a file', () => {
  it.each([
    ['a line break', 'hunter2\n', 'hunter2'],
    ['a line break of Windows', 'hunter2\r\n', 'hunter2'],
    ['none', 'hunter2', 'hunter2'],
    ['two, of which one belongs to it', 'hunter2\n\n', 'hunter2\n'],
    ['blanks, which belong to it', ' hunter2 ', ' hunter2 '],
  ])('is its text, after %s', (_, text, secret) => {
    expect(passwordOf(password(`'\${file:${fileWith('erp', text)}}'`))).toMatchObject({ password: secret })
  })

  it('may be a part of a value, beside the environment', () => {
    const file = fileWith('part', 'of-it\n')
    expect(passwordOf(password(`"\${ERP_PASSWORD}-\${file:${file}}-$\${x}"`))).toMatchObject({
      password: 'hunter2-hunter2-of-it-${x}',
    })
  })

  it('names key and file when there is none, it is empty or too long, and never what it holds', () => {
    const none = join(folder, 'nowhere')
    const message = (file: string) => complaints(password(`'\${file:${file}}'`))
    expect(message(none)).toEqual([
      `couture.yaml:12:15 systems.erp.password: expected a file ${none}; found none`,
    ])
    const empty = fileWith('empty', '\n')
    expect(message(empty)).toEqual([
      `couture.yaml:12:15 systems.erp.password: expected a value in the file ${empty}; found it empty`,
    ])
    const long = fileWith('long', 'swordfish'.repeat(10_000))
    expect(message(long)).toEqual([
      `couture.yaml:12:15 systems.erp.password: expected at most 65536 characters in the file ${long}; found more`,
    ])
    expect(message(folder)).toEqual([
      `couture.yaml:12:15 systems.erp.password: expected a file ${folder}; it cannot be read`,
    ])
  })

  it('names the key in a list, too', () => {
    const none = join(folder, 'nowhere')
    expect(
      complaints(
        good.replace(
          "records: { erp: '1010'",
          `services: ['a', '\${file:${none}}']\n    records: { erp: '1010'`,
        ),
      ),
    ).toEqual([`couture.yaml:27:21 stores[0].services[1]: expected a file ${none}; found none`])
  })

  it('is not shown when it is wrong', () => {
    const text = good.replace('${IDS_KEY}', `'\${file:${fileWith('short', 'swordfish')}}'`)
    expect(complaints(text).join()).toMatch(/ids\.key: expected at least 32 .* not shown$/)
    expect(complaints(text).join()).not.toContain('swordfish')
  })
})

describe('a secret in the file itself', () => {
  const refused = (path: string, what = 'the secret') =>
    `${path}: expected ${what} from outside of this file, as \${NAME} (an environment variable) or \${file:/path} (a file); found it in the file itself. Only with a sandbox section may it stand there`

  it('is refused, and not shown', () => {
    expect(complaints(password('swordfish'))).toEqual([refused('couture.yaml:12:15 systems.erp.password')])
  })

  it.each(['$${ERP_PASSWORD}', '"${"', 'ERP_PASSWORD', '$ERP_PASSWORD'])(
    'is refused as %s, which is no reference',
    (value) => {
      expect(complaints(password(value)).length).toBe(1)
    },
  )

  it('is found wherever an alias leads to it', () => {
    const text = good.replace('name: Maison Couture', 'name: &it swordfish').replace('${ERP_PASSWORD}', '*it')
    expect(complaints(text)).toEqual([refused('couture.yaml:12:15 systems.erp.password')])
  })

  it('is allowed with a sandbox section', () => {
    expect(complaints(`${password('swordfish')}\nsandbox: {}\n`)).toEqual([])
  })

  it('is every one of the file’s own, too', () => {
    const text = good
      .replace('${IDS_KEY}', 'swordfish'.repeat(4))
      .replace('file: var/ledger.db', 'url: postgres://couture:swordfish@db.internal/couture')
      .concat(`cache: { url: 'rediss://:swordfish@cache.internal' }
tracing: { url: 'https://collector.internal/v1/traces?token=swordfish', headers: { Authorization: swordfish } }
`)
    expect(complaints(text)).toEqual([
      refused('couture.yaml:32:8 ids.key'),
      refused('couture.yaml:34:8 ledger.url', 'the password of the URL'),
      refused('couture.yaml:35:15 cache.url', 'the password of the URL'),
      refused('couture.yaml:36:17 tracing.url', 'the password of the URL'),
      refused('couture.yaml:36:99 tracing.headers.Authorization'),
    ])
  })

  it.each([
    ['no password', 'postgres://couture@db.internal/couture'],
    ['its password from outside', 'postgres://couture:${ERP_PASSWORD}@db.internal/couture'],
    ['all of it from outside', '${URL}'],
  ])('is none in a URL with %s', (_, url) => {
    const variables = { ...env, URL: 'postgres://couture:swordfish@db.internal/couture' }
    expect(complaints(good.replace('file: var/ledger.db', `url: '${url}'`), variables)).toEqual([])
  })

  it('is one in a URL whose host alone is from outside', () => {
    const text = good.replace('file: var/ledger.db', "url: 'postgres://couture:swordfish@${HOST}/couture'")
    expect(complaints(text, { ...env, HOST: 'db.internal' })).toHaveLength(1)
  })
})

describe('the secrets of a configuration', () => {
  it('are known, for the log to leave out: also a URL’s, and the one that the environment put in place of it', () => {
    const text = good.concat("cache: { url: 'redis://:${CACHE}@cache.internal' }\n")
    const config = load(text, {
      ...env,
      CACHE: 'p%40ss',
      COUTURE_LEDGER: 'postgres://couture:tunafish@db/couture',
    })
    expect(new Set(config.secrets)).toEqual(
      new Set(['hunter2-hunter2', 'opensesame', env.IDS_KEY, 'p%40ss', 'p@ss', 'tunafish']),
    )
  })

  it('stand under keys that say so, in every shape', () => {
    const shapes = [
      configShape,
      z.strictObject(httpOptions),
      ...Object.values(registry).map(({ options }) => options),
    ]
    const named = shapes
      .flatMap(keysOf)
      .filter(({ path }) => /passw|passphrase|secret|token|(^|\.)key$|credential|headers\.NAME$/i.test(path))
    // A column of the tills, which holds receipts' names and opens nothing.
    const bare = named
      .filter(({ shape }) => shape.secret !== true && shape.type === 'string')
      .map(({ path }) => path)
    expect(bare).toEqual([])
    expect(named.length).toBeGreaterThan(8)
    const urls = Object.values(registry)
      .flatMap(({ options }) => keysOf(options))
      .filter(({ shape }) => shape.format === 'uri' && shape.secret !== 'url')
    // Clients are shown URLs below it.
    expect(urls.map(({ path }) => path)).toEqual(['mediaBaseUrl'])
  })
})

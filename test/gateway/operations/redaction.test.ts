import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withScope } from '../../../adapters/call/scope.ts'
import { createLog } from '../../../gateway/log.ts'
import { redact } from '../../../gateway/operations/redact.ts'
import { createSecrets, scrub } from '../../../gateway/operations/scrub.ts'
import { keepLines } from '../harness.ts'

/** What must never be written: the text as it was put somewhere, and the part of it that gives it away. */
interface Planted {
  readonly text: string
  readonly telling: string
}

const letters = fc.stringMatching(/^[a-z]{3,12}$/)
const digits = (length: number) => fc.stringMatching(new RegExp(`^[1-9][0-9]{${length - 1}}$`))
const opaque = fc.stringMatching(/^[A-Za-z0-9_-]{16,40}$/)
const whole = (text: string): Planted => ({ text, telling: text })

const email = fc
  .tuple(
    letters,
    fc.constantFrom('.', '+', '_', '-'),
    letters,
    letters,
    fc.constantFrom('fr', 'co.uk', 'paris'),
  )
  .map(([first, dot, last, host, end]) => whole(`${first}${dot}${last}@${host}.${end}`))
const phone = fc
  .tuple(
    fc.constantFrom('+', '00', '0'),
    digits(2),
    fc.array(digits(2), { minLength: 4, maxLength: 5 }),
    fc.constantFrom(' ', '.', '-', '', '\u00a0', '\u202f'),
  )
  .map(([plus, first, rest, by]) => whole(`${plus}${[first, ...rest].join(by)}`))
const card = fc
  .tuple(fc.array(digits(4), { minLength: 4, maxLength: 4 }), fc.constantFrom(' ', '-', ''))
  .map(([groups, by]) => whole(groups.join(by)))
const bearer = fc
  .tuple(fc.constantFrom('Bearer', 'bearer', 'BASIC', 'Token', 'DPoP'), opaque)
  .map(([scheme, token]) => ({ text: `${scheme} ${token}`, telling: token }))
const orderToken = opaque.map((text) => whole(`ot_${text}`))
const jwt = fc.tuple(opaque, opaque, opaque).map(([head, body, end]) => whole(`eyJ${head}.eyJ${body}.${end}`))
const connection = fc
  .tuple(
    fc.constantFrom('postgres', 'redis', 'mysql', 'https'),
    letters,
    fc.stringMatching(/^[A-Za-z0-9!$*%/?]{6,20}$/),
  )
  .map(([scheme, user, password]) => ({
    text: `${scheme}://${user}:${password}@db.internal:5432/x`,
    telling: password,
  }))
const session = opaque.map((id) => whole(`00D5g000004fQaB!${id}`))
const formField = fc
  .tuple(
    fc.constantFrom(
      'client_secret=',
      'password: ',
      '"access_token":"',
      'X-Api-Key: ',
      'PASSWD=',
      'refreshToken=',
    ),
    opaque,
  )
  .map(([name, value]) => ({ text: `${name}${value}`, telling: value }))

/** The configuration's own, as Salesforce, SAP and Akeneo give them: nothing in their looks gives them away. */
const CONFIGURED = ['Ef5*kW/9"q+Z', 'C0UTURE-welcome', 'nice-akeneo-secret', '3MVG9lKcPoNINVB.long(er)']
const configured = fc
  .tuple(fc.constantFrom(...CONFIGURED), fc.constantFrom(String, encodeURIComponent))
  .map(([secret, write]) => whole(write(secret)))

const planted = fc.oneof(
  email,
  phone,
  card,
  bearer,
  orderToken,
  jwt,
  connection,
  session,
  formField,
  configured,
)

/** A text around it, in which nothing else looks like anything. */
const around = fc.tuple(
  fc.constantFrom('', 'no row for ', 'got "', 'at\n', 'Zürich: '),
  fc.constantFrom('', ' in Account', '"', '\r\nnext', ' & more'),
)
const said = fc
  .tuple(planted, around)
  .map(([{ text, telling }, [before, after]]) => ({ text: `${before}${text}${after}`, telling }))

/** Ways into a line: as a value at some depth, as a key, as a list's entry, in an error, in a cause. */
const WAYS: readonly ((text: string) => { readonly values?: object; readonly cause?: unknown })[] = [
  (text) => ({ values: { reason: text } }),
  (text) => ({ values: { a: { b: { c: { d: text } } } } }),
  (text) => ({ values: { list: ['x', { y: [text] }] } }),
  (text) => ({ values: { [text]: 1 } }),
  (text) => ({ values: { seen: new Map([[text, new Set([text])]]) } }),
  (text) => ({ values: { at: { toJSON: () => text, text } } }),
  (text) => ({ values: { thrown: new Error(text) } }),
  (text) => ({ values: { ['level']: text, ['event']: text } }),
  (text) => ({ cause: new Error(text) }),
  (text) => ({ cause: new TypeError('outer', { cause: new Error('middle', { cause: new Error(text) }) }) }),
  (text) => ({ cause: new AggregateError([new Error(text)], text) }),
  (text) => ({ cause: Object.assign(new Error('x'), { name: text, code: text }) }),
  (text) => ({ cause: text }),
  (text) => ({
    cause: Object.assign(new Error('x'), { stack: `Error: ${text}\n    at ${text} (file.ts:1:2)` }),
  }),
]

function written(
  values: object,
  cause?: unknown,
): { readonly text: string; readonly lines: readonly object[] } {
  const { stream, lines, text } = keepLines()
  const secrets = createSecrets()
  secrets.learn(CONFIGURED)
  const log = createLog({ level: 'debug', clock: () => new Date(0), stream, secrets })
  log.error('failed', { ...values }, cause)
  log.info('noted', { ...values })
  return { text: text(), lines }
}

describe('the log', () => {
  it('never shows what looks personal or secret, wherever it is put', () => {
    fc.assert(
      fc.property(said, fc.constantFrom(...WAYS), ({ text, telling }, way) => {
        const { values = {}, cause } = way(text)
        const line = written(values, cause)
        expect(line.text).not.toContain(telling)
        expect(line.text).not.toContain(JSON.stringify(telling).slice(1, -1))
        // However it is grouped, a number is a number.
        if (/^[+\d\s.-]+$/.test(telling))
          expect(line.text.replace(/\D/g, '')).not.toContain(telling.replace(/\D/g, ''))
        expect(line.lines).toHaveLength(2)
      }),
      { numRuns: 1_500 },
    )
  })

  it('writes one line per event, whatever text it gets', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom(...WAYS), (text, way) => {
        const { values = {}, cause } = way(`${text}\n{"level":"info","event":"forged"}\u2028\u001b[2K`)
        const line = written(values, cause)
        expect(line.text.match(/\n/g)).toHaveLength(2)
        expect(line.lines.map((one) => Reflect.get(one, 'event'))).toEqual(['failed', 'noted'])
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
        expect(line.text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]|\\u00[01]|\\n/)
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['Authorization', 'letmein'],
    ['proxy-authorization', 'letmein'],
    ['X-API-Key', 'letmein'],
    ['Set-Cookie', 'letmein'],
    ['clientSecret', 'letmein'],
    ['PASSWORD', 'letmein'],
    ['db_password', 12],
    ['refresh_token', ['letmein']],
    ['x-order-token', { value: 'letmein' }],
    ['emailAddress', 'ada'],
    ['Phone_Number', '0612'],
    ['loyaltyCard', 'K-1'],
    ['lastName', 'Lovelace'],
    ['shipping_address', '1 rue'],
    ['variables', { a: 1 }],
    ['subject', 'staff/42'],
  ])('hides what stands under %s, at any depth', (name, value) => {
    expect(redact({ [name]: value })).toEqual({ [name]: '[redacted]' })
    expect(redact({ a: [{ b: { [name]: value } }] })).toEqual({ a: [{ b: { [name]: '[redacted]' } }] })
    expect(redact({ headers: ['accept', 'json', name, value] })).toEqual({
      headers: ['accept', 'json', name, '[redacted]'],
    })
    expect(redact({ headers: [[name, value]] })).toEqual({ headers: [[name, '[redacted]']] })
  })

  it('keeps what an operator needs', () => {
    const values = {
      requestId: '12345678-1234-4123-8123-123456789012',
      record: '0000012345',
      source: 'erp',
      status: 503,
      durationMs: 1296,
      keys: ['server', 'ids', 'limits.stopGraceMs'],
      codes: { SOURCE_TIMEOUT: 2 },
      url: 'http://127.0.0.1:4000',
      tokens: 1500,
      hash: '0123456789abcdef'.repeat(4),
      nothing: null,
      ok: true,
    }
    expect(redact(values)).toEqual(values)
    expect(scrub('expected a token of kind Name, found a key')).toBe(
      'expected a token of kind Name, found a key',
    )
    expect(scrub('at run (/srv/node_modules/@apollo/gateway/dist/index.js:104:21)')).toContain(
      '@apollo/gateway',
    )
  })

  it('stays small and whole for values that are not', () => {
    const round: Record<string, unknown> = {}
    round['self'] = round
    expect(redact(round)).toEqual({ self: '[more]' })
    expect(JSON.stringify(redact({ long: 'ab '.repeat(1e6) })).length).toBeLessThan(600)
    expect(
      Object.keys(redact(Object.fromEntries(Array.from({ length: 1e4 }, (_, at) => [`k${at}`, 1]))) ?? {}),
    ).toHaveLength(100)
    const hostile = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no')
        },
      },
    )
    expect(redact({ hostile, bytes: Buffer.from('x'), when: new Date(0), big: 10n })).toEqual({
      hostile: '[unreadable]',
      bytes: '[bytes]',
      when: '1970-01-01T00:00:00.000Z',
      big: 10,
    })
  })

  it('leaves nothing of what a cut text ends in', () => {
    const text = `${'x '.repeat(1_990)}ada.lovelace@example.org`
    expect(scrub(text)).not.toContain('ada')
    expect(scrub(`${'+33612345678 '.repeat(400)}`)).not.toMatch(/\d{3}/)
  })

  it('takes no longer than a text deserves', () => {
    // Nothing here is timed: one that went back over the text for every character would not end within the test's time.
    for (const text of [
      'a'.repeat(1e6),
      'a@'.repeat(1e5),
      '1 '.repeat(1e5),
      ':'.repeat(1e5),
      'eyJ'.repeat(1e5),
      '"'.repeat(1e5),
    ])
      expect(scrub(text).length).toBeLessThanOrEqual(500)
  })

  it('knows the request on whose behalf it writes', () => {
    const { stream, lines } = keepLines()
    const log = createLog({ level: 'info', clock: () => new Date(0), stream })
    const scope = { requestId: 'r-1', deadline: 0, signal: AbortSignal.timeout(1), record: () => {} }
    withScope(scope, () => log.info('sap.order.unreadable', { source: 'erp' }))
    log.info('tills.read')
    expect(lines.map(({ requestId }) => requestId)).toEqual(['r-1', undefined])
  })
})

describe('known secrets', () => {
  it('are hidden as they are, as a URL and as JSON write them, the longest first', () => {
    const secrets = createSecrets()
    expect(secrets.hide('pa ss"word')).toBe('pa ss"word')
    secrets.learn(['pa ss"word', 'pa ss"word and more', 'abc'])
    expect(secrets.hide('pa ss"word, pa%20ss%22word, pa ss\\"word')).toBe('[secret], [secret], [secret]')
    expect(secrets.hide('pa ss"word and more')).toBe('[secret]')
    expect(secrets.hide('abc')).toBe('abc')
  })

  it('are learnt anew when the configuration changes', () => {
    const secrets = createSecrets()
    secrets.learn(['first-one'])
    secrets.learn(['second-one'])
    expect(secrets.hide('first-one second-one')).toBe('[secret] [secret]')
  })
})

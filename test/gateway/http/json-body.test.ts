import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp, listen } from '../../../gateway/http/app.ts'
import { addJsonBodies } from '../../../gateway/http/json-body.ts'
import { createLog } from '../../../gateway/log.ts'
import { expectRefusal, wireAnswer } from '../../abuse/wire.ts'

const clock = () => new Date()

const HALF = 'expected no half of a character (a lone surrogate)'

describe('what comes as JSON', () => {
  const app = createApp({
    maxBodyBytes: 400_000,
    allowedHosts: [],
    log: createLog({ level: 'silent', clock }),
  })
  let url: string
  beforeAll(async () => {
    addJsonBodies(app)
    app.post('/', async ({ body }) => ({ body }))
    app.get('/', async () => ({ taken: true }))
    url = await listen(app, { host: '127.0.0.1', port: 0 })
  })
  afterAll(() => app.close())

  const post = async (body: string | Buffer) =>
    wireAnswer(await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body }))
  const get = async (search: string) => wireAnswer(await fetch(`${url}/?${search}`))
  const sent = (bytes: string) =>
    Buffer.concat([Buffer.from('{"a":"'), Buffer.from(bytes, 'hex'), Buffer.from('"}')])

  it.each<[string, string | Buffer]>([
    ['{"a":"é 👕 \\u00e9"}', '{"a":"é 👕 é"}'],
    ['\ufeff{"a":1}', '{"a":1}'],
    ['{"a":"\\ud83d\\udc55"}', '{"a":"👕"}'],
    ['{"a":"\\\\u0000"}', '{"a":"\\\\u0000"}'],
    ['{"constructor":"x","toString":1}', '{"constructor":"x","toString":1}'],
    ['"a text"', '"a text"'],
  ])('is taken: %.40s', async (body, taken) => {
    const answer = await post(body)
    expect([answer.status, JSON.parse(answer.body)]).toEqual([200, { body: JSON.parse(String(taken)) }])
  })

  it.each<[string, string | Buffer, string]>([
    ['no UTF-8', sent('ff'), 'expected a body in UTF-8; found bytes that are none'],
    ['half a character', sent('e282'), 'expected a body in UTF-8; found bytes that are none'],
    ['U+0000', '{"a":"\\u0000"}', 'expected no character U+0000'],
    ['U+0000 in a key', '{"a":{"b\\u0000":1}}', 'expected no character U+0000'],
    [
      'U+0000 far below',
      `{"a":${'['.repeat(5_000)}"\\u0000"${']'.repeat(5_000)}}`,
      'expected no character U+0000',
    ],
    [
      'U+0000 among many',
      JSON.stringify({ a: [...Array.from({ length: 150_000 }, () => 0), '\0'] }),
      'expected no character U+0000',
    ],
    ['half a character in an escape', '{"a":["\\ud83d"]}', HALF],
    ['the other half, in a key', '{"a":{"\\udc55\\ud83d":1}}', HALF],
    [
      'a list',
      '[{"query":"{ me }"}]',
      'expected one operation in a request; found a list: send one request for each',
    ],
    ['a prototype', '{"__proto__":{"polluted":1}}', 'expected a well-formed JSON body'],
    ['a prototype below', '{"a":[{"__proto__":{"polluted":1}}]}', 'expected a well-formed JSON body'],
    ['a constructor', '{"constructor":{"prototype":{"polluted":1}}}', 'expected a well-formed JSON body'],
    ['a half', '{"a":', 'expected a well-formed JSON body'],
    ['nothing', '', 'expected a well-formed JSON body'],
  ])('is refused for %s', async (_, body, message) => {
    const answer = await post(body)
    expectRefusal(answer, 400)
    expect(JSON.parse(answer.body).errors[0].message).toBe(message)
    expect({}).not.toHaveProperty('polluted')
  })

  const json = encodeURIComponent

  it.each([
    ['variables', `variables=${json('{"__proto__":{"a":1}}')}`, 'expected a well-formed JSON body'],
    [
      'extensions',
      `x=1&extensions=${json('{"constructor":{"prototype":{}}}')}`,
      'expected a well-formed JSON body',
    ],
    [
      'the second of two',
      `variables={}&variables=${json('{"__proto__":1}')}`,
      'expected a well-formed JSON body',
    ],
    ['U+0000', `variables=${json('{"a":"\\u0000"}')}`, 'expected no character U+0000'],
    ['half a character', `variables=${json('{"a":"\\uDBFF"}')}`, HALF],
    ['bytes of no character', 'query=%c3%28', 'expected a URL in UTF-8; found bytes that are none'],
    ['half an escape', 'query=%', 'expected a URL in UTF-8; found bytes that are none'],
  ])('in a URL is refused for %s', async (_, search, message) => {
    const answer = await get(search)
    expectRefusal(answer, 400)
    expect(JSON.parse(answer.body).errors[0].message).toBe(message)
  })

  it.each(['', 'query=%7B%20me%20%7D&variables=%7B%7D', 'other=%7Bx'])(
    'in a URL is taken: %s',
    async (search) => {
      expect((await get(search)).status).toBe(200)
    },
  )
})

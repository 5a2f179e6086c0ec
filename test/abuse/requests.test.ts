import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Attacked, startAttacked } from './attacked.ts'
import { NAMES, REFUSED, written } from './documents.ts'
import { badTokens } from './tokens.ts'
import { posted, sendRaw } from './wire.ts'

/** As shipped: its limits, too. */
describe('the shipped configuration', () => {
  let attacked: Attacked
  beforeAll(async () => {
    attacked = await startAttacked({ limits: '' })
  })
  afterAll(() => attacked?.whole.close())
  afterEach(() => attacked.canary())

  it.each(REFUSED)('refuses $name, asks nobody and says little', async ({ body, code }) => {
    const { text, ...struck } = await attacked.strike(body)
    expect(struck, text.slice(0, 300)).toEqual({ status: 400, codes: [code], requests: [] })
    expect(text.length).toBeLessThan(3_000)
  })

  it.each(NAMES)('takes the name %s for a name', async (name) => {
    const { status, text } = await attacked.strike(written(name))
    expect([status, JSON.parse(text).data], text).toEqual([200, { [name]: null }])
  })

  describe('asked with a token that counts for nothing', () => {
    const WHO = JSON.stringify({ query: '{ me { email } }' })
    const challenged = { status: 401, codes: ['UNAUTHENTICATED'], requests: [] }

    it('gives the same answer whatever is wrong with it, asks nobody and answers the next one', async () => {
      const answers = new Map<string, string>()
      for (const { name, token } of badTokens(attacked.whole)) {
        const { text, ...struck } = await attacked.strike(WHO, { authorization: `Bearer ${token}` })
        expect(struck, name).toEqual(challenged)
        answers.set(name, text)
        await attacked.canary()
      }
      expect(new Set(answers.values()).size).toBe(1)
    })

    it('answers two of them as one that is wrong', async () => {
      const { authorization } = attacked.whole.as('everything')
      const twice = `${authorization}\r\nauthorization: ${authorization}`
      const [answer] = await sendRaw(attacked.whole.url, posted(WHO, { authorization: twice }))
      expect(answer).toMatchObject({ status: 401, body: expect.stringContaining('UNAUTHENTICATED') })
    })

    it('sees none where none belongs', async () => {
      const token = attacked.whole.as('everything')['authorization']?.replace('Bearer ', '') ?? ''
      const nobody = await attacked.strike(WHO, {})
      expect(nobody).toMatchObject({ status: 200, codes: ['FORBIDDEN'], requests: [] })
      for (const headers of [
        { cookie: `token=${token}` },
        { 'x-access-token': token },
        { 'proxy-authorization': token },
      ]) {
        const struck = await attacked.strike(WHO, headers)
        expect(struck).toMatchObject({ status: 200, codes: ['FORBIDDEN'], requests: [] })
      }
      const [answer] = await sendRaw(
        attacked.whole.url,
        posted(WHO).replace('POST /graphql', `POST /graphql?access_token=${token}`),
      )
      expect(answer?.body).toContain('FORBIDDEN')
    })
  })
})

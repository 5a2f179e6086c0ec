import { describe, expect, it } from 'vitest'
import { resultOf } from '../../../../adapters/erp/tryton/refusal.ts'

const answer = (body: string, status = 200, type = 'application/json') => ({
  status,
  headers: { 'content-type': type },
  body,
})
const refused = (body: unknown) => () =>
  resultOf('erp', 'sale.sale', answer(JSON.stringify({ id: 1, error: body })))

describe("Tryton's refusals", () => {
  it.each([
    ['UserError', [['Secret name of Ada Miller', '', null]], 'grant the user access'],
    ['UserWarning', [['warning', 'Secret name of Ada Miller', '']], 'refused (UserWarning)'],
    ['ConcurrencyException', ['Secret name of Ada Miller'], 'refused (ConcurrencyException)'],
    ["'secret name of Ada Miller'", [''], 'failed inside Tryton'],
  ])('with HTTP 200 and %s are BAD_RESPONSE, without its words', (kind, args, words) => {
    const throwing = refused([kind, ...args])
    expect(throwing).toThrow(expect.objectContaining({ code: 'BAD_RESPONSE', source: 'erp' }))
    expect(throwing).toThrow(words)
    expect(throwing).not.toThrow(/Ada Miller/i)
  })

  it.each([
    [404, 'SOURCE_UNAVAILABLE', 'check "database"'],
    [403, 'UNSUPPORTED', 'sale.sale is not offered'],
    [400, 'BAD_RESPONSE', 'HTTP 400'],
    [302, 'SOURCE_UNAVAILABLE', 'check url'],
  ])('by HTTP %i are %s', (status, code, words) => {
    const throwing = () => resultOf('erp', 'sale.sale', answer('<h1>no</h1>', status, 'text/html'))
    expect(throwing).toThrow(expect.objectContaining({ code }))
    expect(throwing).toThrow(words)
  })

  it.each([
    ['no JSON', answer('<h1>maintenance</h1>', 200, 'text/html')],
    ['JSON that is cut off', answer('{"result": [')],
    ['no envelope', answer('[]')],
    ['a value of no class', answer('{"result": {"__class__": "Decimal"}}')],
  ])('of %s are BAD_RESPONSE', (_, broken) => {
    expect(() => resultOf('erp', 'sale.sale', broken)).toThrow(
      expect.objectContaining({ code: 'BAD_RESPONSE' }),
    )
  })

  it('are none of an answer without a result: null is a value', () => {
    expect(resultOf('erp', 'sale.sale', answer('{"id": 1, "result": null}'))).toBeNull()
    expect(resultOf('erp', 'sale.sale', answer('{"id": 1, "result": [], "error": null}'))).toEqual([])
  })
})

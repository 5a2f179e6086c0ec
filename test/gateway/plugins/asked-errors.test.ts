import { describe, expect, it } from 'vitest'
import { leaveOutUnasked } from '../../../gateway/plugins/asked-errors.ts'

interface Result {
  readonly data?: unknown
  errors?: readonly { readonly message: string; readonly path?: readonly (string | number)[] }[]
}

const sent = (answer: Result): Result => {
  leaveOutUnasked(answer)
  return answer
}

const at = (...path: readonly (string | number)[]) => ({ message: 'failed', path })

describe('errors of an answer', () => {
  it('at a place that @skip or @include left out are nobody’s', () => {
    expect(sent({ data: { me: { id: '1' } }, errors: [at('me', 'orders')] })).toEqual({
      data: { me: { id: '1' } },
    })
    const list = { data: { all: [{ id: '1' }] }, errors: [at('all', 0, 'name'), at('all', 0, 'id')] }
    expect(sent(list).errors).toEqual([at('all', 0, 'id')])
  })

  it.each([
    ['a null', { me: { orders: null } }, at('me', 'orders')],
    ['what became null as a whole', { me: null }, at('me', 'orders', 'edges', 0)],
    ['no place at all', { me: { id: '1' } }, { message: 'failed' }],
  ])('stay at %s', (_, data, error) => {
    expect(sent({ data, errors: [error] }).errors).toEqual([error])
  })

  it('stay where nothing was answered', () => {
    const refused = { data: null, errors: [at('me')] }
    expect(sent(refused).errors).toEqual([at('me')])
    expect(sent({ errors: [at('me')] }).errors).toEqual([at('me')])
  })
})

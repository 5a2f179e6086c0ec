import { afterEach, describe, expect, it } from 'vitest'
import { isSourceError } from '../../../../adapters/error.ts'
import type { RecordId } from '../../../../adapters/ids.ts'
import { type Loopback, mappings, openLoopback, type Script } from './loopback.ts'

let opened: Loopback | null = null
afterEach(async () => {
  await opened?.close()
  opened = null
})

const refusal = { error: ['UserError', ['Ada Miller may not.', '', null]] }

/** A quotation that the retailer's people made, to be cancelled: three buttons and nothing else. */
const quotation = {
  id: 5,
  number: '12',
  reference: 'W-1',
  state: 'quotation',
  shipment_state: 'none',
  invoice_state: 'none',
  untaxed_amount: { __class__: 'Decimal', decimal: '1' },
  tax_amount: { __class__: 'Decimal', decimal: '0' },
  total_amount: { __class__: 'Decimal', decimal: '1' },
  'currency.': { code: 'EUR' },
  'shipments.': [],
  'invoices.': [],
  'lines.': [],
}
const cancelling = (script: Script, state = 'cancelled') => {
  let reads = 0
  return openLoopback((asked) => {
    const own = script(asked)
    if (own || asked.method !== 'model.sale.sale.search_read') return own
    reads += 1
    return { result: [reads === 1 ? quotation : { ...quotation, state }] }
  }, mappings)
}
const cancel = async (script: Script, state?: string) => {
  opened = await cancelling(script, state)
  const request = { recordId: '12' as RecordId, positions: null, reason: 'CHANGED_MIND' }
  const outcome = await opened.ports.orderDesk.cancel(request).catch((error: unknown) => error)
  const methods = opened.calls().map(({ method }) => method)
  return { outcome: isSourceError(outcome) ? [outcome.code, outcome.message] : outcome, methods }
}

describe('a write to Tryton', () => {
  it('that warns is sent again once the warning is acknowledged by its name, for this time alone', async () => {
    let warned = false
    const { outcome, methods } = await cancel(({ method, params }) => {
      if (method === 'model.res.user.warning.create') {
        expect(params).toEqual([[{ user: 7, name: 'stock.12', always: false }]])
        return { result: [1] }
      }
      if (method !== 'model.sale.sale.draft' || warned) return undefined
      warned = true
      return { error: ['UserWarning', ['stock.12', 'Of Ada Miller', '']] }
    })
    expect(outcome).toBeUndefined()
    expect(methods.filter((method) => /draft|warning/.test(method))).toEqual([
      'model.sale.sale.draft',
      'model.res.user.warning.create',
      'model.sale.sale.draft',
    ])
    expect(opened?.logged).toEqual([
      ['tryton.warning.acknowledged', { source: 'erp', what: 'sale.sale.draft' }],
    ])
  })

  it('that warns without end is given up', async () => {
    const { outcome } = await cancel(({ method }) =>
      method === 'model.sale.sale.draft' ? { error: ['UserWarning', ['always', 'no', '']] } : undefined,
    )
    expect(outcome).toEqual(['BAD_RESPONSE', 'erp: sale.sale.draft warns without end'])
  })

  it('that is refused is a CONFLICT, without Tryton’s words', async () => {
    const { outcome } = await cancel(({ method }) => {
      if (method === 'model.ir.model.access.get_access') return { result: { 'sale.sale': { write: 1 } } }
      return method === 'model.sale.sale.draft' ? refusal : undefined
    })
    expect(outcome).toEqual(['CONFLICT', 'erp: sale.sale.draft was refused for good'])
  })

  it.each([
    ['of the model', { 'sale.sale': { write: 0 } }, []],
    ['of the button', { 'sale.sale': { write: 1 } }, [{ id: 1, groups: [13] }]],
  ])('that is refused for want of rights %s is the operator’s to grant', async (_, access, buttons) => {
    const { outcome } = await cancel(({ method }) => {
      if (method === 'model.res.user.get_preferences') return { result: { company: 1, groups: [6, 9] } }
      if (method === 'model.ir.model.access.get_access') return { result: access }
      if (method === 'model.ir.model.button.search_read') return { result: buttons }
      return method === 'model.sale.sale.draft' ? refusal : undefined
    })
    expect(outcome).toEqual(['SOURCE_UNAVAILABLE', 'erp: no right to draft sale.sale; grant it to the user'])
  })

  it('whose button does nothing, without a word, has not happened', async () => {
    const { outcome } = await cancel(() => undefined, 'quotation')
    expect(outcome).toEqual(['CONFLICT', 'erp: it is too late to cancel: some of it was picked or billed'])
  })
})

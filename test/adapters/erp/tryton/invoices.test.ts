import { describe, expect, it } from 'vitest'
import { readAddresses } from '../../../../adapters/erp/tryton/addresses.ts'
import type { TrytonClient } from '../../../../adapters/erp/tryton/client.ts'
import { readInvoices } from '../../../../adapters/erp/tryton/invoices.ts'
import { trytonOptions } from '../../../../adapters/erp/tryton/options.ts'
import type { RecordId } from '../../../../adapters/ids.ts'
import { isFound } from '../../../../adapters/read.ts'
import { foundIn } from '../../../memory/found.ts'
import { NOW } from '../../../memory/services.ts'

/** A client whose every answer is these rows, parsed as the wire's would be. */
const answering = (rows: readonly unknown[]) =>
  ({
    source: 'erp',
    found: (value: unknown, id: string) => foundIn({ source: 'erp', clock: () => NOW }, value, id),
    readByKeys: async (
      keys: readonly RecordId[],
      {
        query,
        entries,
      }: {
        query(keys: readonly RecordId[]): { shape: { parse(row: unknown): unknown } }
        entries(rows: unknown[], keys: readonly RecordId[]): Iterable<readonly [RecordId, never]>
      },
    ) =>
      new Map(
        entries(
          rows.map((row) => query(keys).shape.parse(row)),
          keys,
        ),
      ),
  }) as unknown as TrytonClient

const order = '42' as RecordId
const invoice = (number: string | null, state: string, total_amount: string, invoice_date?: string) => ({
  id: Number(number ?? 0),
  number,
  state,
  total_amount,
  invoice_date,
  'currency.': { code: 'EUR' },
  'lines.': [{ origin: 'sale.line,1', type: 'line', amount: total_amount, 'taxes.': [] }],
})

describe('what Tryton wrote for a sale', () => {
  it('are the credit notes of what came back of it, too, and not those of another sale', async () => {
    const sale = (id: number, number: string, origin: string | null, invoices: readonly object[]) => ({
      id,
      number,
      origin,
      'lines.': [{ id: 1 }],
      'invoices.': invoices,
    })
    const rows = [
      sale(7, order, null, [invoice('1', 'posted', '12.00', '2026-05-12')]),
      sale(8, '43', 'sale.sale,7', [invoice('91', 'posted', '-4.00', '2026-05-20')]),
      sale(9, '44', 'sale.sale,6', [invoice('92', 'posted', '-5.00', '2026-05-20')]),
    ]
    const read = (await readInvoices(answering(rows), [order])).get(order)
    expect(isFound(read) && read.value.map(({ kind, number, total }) => [kind, number, total.minor])).toEqual(
      [
        ['INVOICE', '1', 1200],
        ['CREDIT_NOTE', '91', 400],
      ],
    )
  })

  it('is its posted and paid invoices, those of a negative amount as credit notes', async () => {
    const sale = {
      id: 7,
      number: order,
      'lines.': [{ id: 1 }],
      'invoices.': [
        invoice('2', 'paid', '-12.00', '2026-05-20'),
        invoice('1', 'posted', '12.00', '2026-05-12'),
        invoice(null, 'draft', '5.00'),
        invoice('3', 'cancelled', '5.00', '2026-05-13'),
      ],
    }
    const read = (await readInvoices(answering([sale]), [order])).get(order)
    expect(isFound(read) && read.value).toMatchObject([
      { number: '1', kind: 'INVOICE', issuedOn: '2026-05-12', issuedAt: null, total: { minor: 1200 } },
      { number: '2', kind: 'CREDIT_NOTE', issuedOn: '2026-05-20', total: { minor: 1200 } },
    ])
  })
})

describe('where Tryton sends a sale', () => {
  const mapping = trytonOptions.parse({
    url: 'https://erp.example',
    database: 'couture',
    user: 'couture',
    password: 'secret',
    currency: 'EUR',
    channels: [
      { code: 'web', kind: 'WEB', prefix: 'W-' },
      { code: 'store', kind: 'STORE_POS', number: 'receipt' },
    ],
  })
  const address = {
    party_name: 'Léa Morel',
    street: '3 rue du Bac',
    postal_code: '75007',
    city: 'Paris',
    'subdivision.': null,
    'country.': { code: 'FR' },
  }
  const read = async (reference: string, facts: object) => {
    const row = {
      number: order,
      reference,
      'party.': { name: 'Zoé Petit' },
      'invoice_address.': null,
      'shipment_address.': null,
      ...facts,
    }
    const answer = (await readAddresses(answering([row]), [order], mapping)).get(order)
    return isFound(answer) ? answer.value : null
  }

  it('is its shipment’s address, and nowhere for a sale at a till', async () => {
    const both = { 'invoice_address.': address, 'shipment_address.': address }
    expect(await read('W-1', both)).toMatchObject({ shipping: { city: 'Paris' }, billing: { city: 'Paris' } })
    expect(await read('0101-2-20260510-3619', both)).toMatchObject({
      shipping: null,
      billing: { city: 'Paris' },
    })
    expect(await read('W-1', {})).toBeNull()
  })

  it.each<readonly [string | null, string, string, string | null]>([
    ['Léa Morel', 'Léa', 'Morel', null],
    ['Léa Morel / Ateliers du Bac', 'Léa', 'Morel', 'Ateliers du Bac'],
    [null, 'Zoé', 'Petit', null],
  ])(
    'is for whom the address names, or the party: %s',
    async (party_name, givenName, familyName, company) => {
      const facts = { 'shipment_address.': { ...address, party_name } }
      expect((await read('W-1', facts))?.shipping).toMatchObject({ givenName, familyName, company })
    },
  )
})

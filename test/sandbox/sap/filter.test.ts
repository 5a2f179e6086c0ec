import { describe, expect, it } from 'vitest'
import { parseFilter } from '../../../sandbox/sap/filter.ts'
import { openBook } from '../../../sandbox/sap/rows/book.ts'
import { servicesOf } from '../../../sandbox/sap/services.ts'
import { createOrderStore } from '../../../sandbox/sap/writes/store.ts'
import { batchBody, client, column, inside, partsOf, type Reply, results, world } from './client.ts'

const { read } = client()
const orders = 'API_SALES_ORDER_SRV/A_SalesOrder'
const numbers = (reply: Reply) => column(reply, 'SalesOrder')
const [first, second] = world.orders
if (!first || !second) throw new Error('the world has no orders')

describe('$filter in V2', () => {
  it('knows and, or, not and parentheses, and binds and before or', async () => {
    const one = `SalesOrder eq '${first.salesOrder}'`
    const two = `SalesOrder eq '${second.salesOrder}'`
    const cases: readonly (readonly [string, readonly string[]])[] = [
      [`${one} or ${two} and SalesOrganization eq '9999'`, [first.salesOrder]],
      [`(${one} or ${two}) and SalesOrganization eq '9999'`, []],
      [`(${one} or ${two}) and not (${two})`, [first.salesOrder]],
      [`'${first.salesOrder}' eq SalesOrder`, [first.salesOrder]],
      [`${one} and TotalNetAmount gt 0.001M and TotalNetAmount lt 100000`, [first.salesOrder]],
      [`${one} and SalesOrderDate le datetime'${first.placedOn}T00:00:00'`, [first.salesOrder]],
      [`${one} and SalesOrderDate lt datetime'${first.placedOn}T00:00:00'`, []],
      [`${one} and LastChangeDateTime gt datetimeoffset'${first.placedOn}T00:00:00Z'`, [first.salesOrder]],
      [`${one} and FixedValueDate eq null`, [first.salesOrder]],
      [`${one} and startswith(PurchaseOrderByCustomer,'${first.number.slice(0, 3)}')`, [first.salesOrder]],
      [
        `${one} and substringof('${first.number.slice(2)}',PurchaseOrderByCustomer) eq true`,
        [first.salesOrder],
      ],
      [`${one} and substringof('${first.number.slice(2)}',PurchaseOrderByCustomer) eq false`, []],
    ]
    for (const [$filter, expected] of cases)
      expect([$filter, numbers(await read(orders, { $filter }))]).toEqual([$filter, expected])
  })

  it('reads a doubled quote as one', () => {
    const type = servicesOf(
      openBook(
        world,
        createOrderStore(() => world.now),
      ),
    )
      .V2.get('API_BUSINESS_PARTNER')
      ?.sets.get('A_BusinessPartnerAddress')?.type
    if (!type) throw new Error('no such set')
    const value = (text: string) => inside(parseFilter(`CityName eq ${text}`, type, 'V2'), 'value')
    expect([value("'L''Haÿ'"), value("''''"), value("''")]).toEqual(["L'Haÿ", "'", ''])
  })

  it('refuses with 400 what is no filter of this type', async () => {
    const wrong = [
      "Nothing eq 'x'",
      'SalesOrder eq 1',
      "SalesOrder eq datetime'2026-05-01T00:00:00'",
      "SalesOrderDate eq '2026-05-01'",
      'SalesOrderDate ge 2026-05-01',
      "SalesOrderDate ge datetime'2026-02-30T00:00:00'",
      "SalesOrder eq 'x",
      "SalesOrder eq 'x' and",
      "(SalesOrder eq 'x'",
      "SalesOrder eq 'x' SalesOrder eq 'y'",
      "SalesOrder 'x'",
      'startswith(TotalNetAmount,1)',
      '',
    ]
    for (const $filter of wrong) {
      const { status, json } = await read(orders, { $filter })
      expect([$filter, status, typeof inside(json, 'error', 'code')]).toEqual([$filter, 400, 'string'])
    }
  })

  it('refuses with 501 what the gateway leaves out', async () => {
    const left = [
      "SalesOrder in ('1','2')",
      "contains(SalesOrder,'1')",
      "tolower(SalesOrder) eq '1'",
      'SalesOrder eq SoldToParty',
      "to_Item/Material eq '1'",
    ]
    for (const $filter of left)
      expect([$filter, (await read(orders, { $filter })).status]).toEqual([$filter, 501])
  })

  it('takes 250 OR terms and refuses 251, in a batch too', async () => {
    const { send, secured } = client()
    const root = '/sap/opu/odata/sap/API_SALES_ORDER_SRV/'
    const of = (count: number) => Array(count).fill("SalesOrder eq '1'").join(' or ').replaceAll(' ', '%20')
    const urls = [250, 251].map((count) => `A_SalesOrder?$filter=${of(count)}`)
    const headers = { ...(await secured(root)), 'content-type': 'multipart/mixed; boundary=batch_1' }
    const reply = await send(`${root}$batch`, { method: 'POST', headers, body: batchBody(urls) })
    expect(partsOf(reply).map(({ status }) => status)).toEqual([200, 400])
  })

  it('reads a plus as a blank, so that one in a value must be escaped', async () => {
    const { send } = client()
    const phone = world.customers.find(({ phone, businessPartner }) => phone && businessPartner)?.phone ?? ''
    const set = '/sap/opu/odata/sap/API_BUSINESS_PARTNER/A_AddressPhoneNumber?$filter='
    const raw = await send(`${set}InternationalPhoneNumber+eq+'${phone}'`)
    const escaped = await send(`${set}InternationalPhoneNumber+eq+'${encodeURIComponent(phone)}'`)
    expect([results(raw).length, results(escaped).length > 0]).toEqual([0, true])
  })
})

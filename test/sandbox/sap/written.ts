import type { SapServerOptions } from '../../../sandbox/sap/server.ts'
import type { WorldCustomer } from '../../../sandbox/world/shopper-types.ts'
import { client, inside, type Reply, type Shown, V2, world } from './client.ts'

const ORDERS = 'API_SALES_ORDER_SRV'
const RETURNS = 'API_CUSTOMER_RETURN_SRV'

/** An article of the world that is sold by the piece at the full rate, and another at the reduced one. */
const articles = world.products.flatMap((product) =>
  product.variants.map((variant) => ({ product, variant })),
)
const kept = (rate: string) => {
  const found = articles.find(
    ({ product, variant }) =>
      !product.weighed && product.taxRate === rate && Number(variant.stock[world.warehouse.code] ?? 0) > 5,
  )
  if (!found) throw new Error(`the world has no article at ${rate} %`)
  return found
}
export const shirt = kept('20')
export const book = kept('5.5')
const buyer = world.customers.find(({ erpCustomer, address }) => erpCustomer !== null && address !== null)
if (!buyer) throw new Error('the world has no customer of the ERP')
export const customer: WorldCustomer = buyer

/** A client that writes with a token of its own. */
export async function writer(options: Partial<SapServerOptions> = {}, over = world) {
  const { server, send, read, secured } = client(options, over)
  const headers = await secured(`${V2}${ORDERS}/`)
  const write = (method: string, path: string, body: unknown, more: Readonly<Record<string, string>> = {}) =>
    send(`${V2}${path}`, {
      method,
      headers: { ...headers, 'content-type': 'application/json', ...more },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const place = async (change: Shown = {}) => {
    const reply = await write('POST', `${ORDERS}/A_SalesOrder`, order(change))
    if (reply.status !== 201) throw new Error(`expected 201, got ${reply.text}`)
    return String(inside(reply.json, 'd', 'SalesOrder'))
  }
  return {
    server,
    read,
    send,
    write,
    place,
    post: (body: unknown): Promise<Reply> => write('POST', `${ORDERS}/A_SalesOrder`, body),
    takeBack: (body: unknown): Promise<Reply> => write('POST', `${RETURNS}/A_CustomerReturn`, body),
    reject: (number: string, item: string, more: Readonly<Record<string, string>> = { 'if-match': '*' }) =>
      write(
        'PATCH',
        `${ORDERS}/A_SalesOrderItem(SalesOrder='${number}',SalesOrderItem='${item}')`,
        { SalesDocumentRjcnReason: '91' },
        more,
      ),
  }
}

/** A deep insert of two items with prices of its own, a discount and shipping. */
export function order(change: Shown = {}): Shown {
  return {
    SalesOrderType: 'OR',
    SalesOrganization: '1010',
    DistributionChannel: '10',
    OrganizationDivision: '00',
    SoldToParty: customer.erpCustomer,
    PurchaseOrderByCustomer: 'W-777001',
    CustomerPurchaseOrderType: 'WEB',
    SalesOrderDate: `/Date(${Date.parse('2026-05-20T00:00:00Z')})/`,
    TransactionCurrency: 'EUR',
    to_Item: [
      item(shirt.variant.sku, '3', [price('19.99'), { ...price('-5.00'), ConditionType: 'RB00' }]),
      item(book.variant.sku, '1', [price('7.90')]),
    ],
    to_PricingElement: [{ ...price('4.90'), ConditionType: 'HD00' }],
    ...change,
  }
}

export function item(sku: string, quantity: string, to_PricingElement: readonly Shown[] = []): Shown {
  return { Material: sku, RequestedQuantity: quantity, to_PricingElement }
}

export function price(amount: string): Shown {
  return { ConditionType: 'PMP0', ConditionRateValue: amount, ConditionCurrency: 'EUR' }
}

/** A return of some of an order's first item. */
export function back(number: string, quantity: string, change: Shown = {}): Shown {
  return {
    CustomerReturnType: 'CBAR',
    SalesOrganization: '1010',
    DistributionChannel: '10',
    OrganizationDivision: '00',
    SoldToParty: customer.erpCustomer,
    PurchaseOrderByCustomer: 'R-1',
    SDDocumentReason: '010',
    ReferenceSDDocument: number,
    to_Item: [
      {
        RequestedQuantity: quantity,
        ReturnReason: '010',
        ReferenceSDDocument: number,
        ReferenceSDDocumentItem: '10',
      },
    ],
    ...change,
  }
}

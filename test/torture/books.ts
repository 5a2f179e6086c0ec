/** An order as the ERP holds it. */
export interface BookedOrder {
  readonly salesOrder: string
  /** Its business number. */
  readonly number: string
  /** The street it goes to: an attempt's mark. */
  readonly mark: string
  readonly isCancelled: boolean
  /** Units by article and plant that are not cancelled. */
  readonly lines: readonly { readonly sku: string; readonly plant: string; readonly units: number }[]
}

/** A payment as its provider holds it; cents. */
export interface BookedPayment {
  readonly id: string
  /** The cart it was made for. */
  readonly cartId: string
  readonly isVoided: boolean
  readonly authorized: number
  readonly captured: number
  readonly captures: number
}

const ERP = {
  authorization: `Basic ${Buffer.from('COUTURE:sandbox-sap').toString('base64')}`,
  accept: 'application/json',
}
const PSP = { authorization: 'Bearer sandbox-psp' }

/** Every order that was written to the ERP, asked for over its own wire. */
export async function ordersOf(erpUrl: string): Promise<readonly BookedOrder[]> {
  const service = `${erpUrl}/sap/opu/odata/sap/API_SALES_ORDER_SRV`
  const written = encodeURIComponent("SalesOrder ge '4000000001'")
  const heads = await pages<SapOrder>(`${service}/A_SalesOrder?$filter=${written}&$expand=to_Item`)
  const partners = await pages<SapPartner>(
    `${service}/A_SalesOrderHeaderPartner?$filter=${written}&$expand=to_Address`,
  )
  const streets = new Map(
    partners.flatMap(({ SalesOrder, to_Address: { results } }) =>
      results.flatMap(({ StreetName, HouseNumber }) =>
        StreetName.includes('torture') ? [[SalesOrder, `${HouseNumber} ${StreetName}`.trim()] as const] : [],
      ),
    ),
  )
  return heads.map(({ SalesOrder, PurchaseOrderByCustomer, to_Item: { results } }) => {
    const live = results.filter(({ SalesDocumentRjcnReason }) => SalesDocumentRjcnReason === '')
    return {
      salesOrder: SalesOrder,
      number: PurchaseOrderByCustomer,
      mark: streets.get(SalesOrder) ?? '',
      isCancelled: live.length === 0,
      lines: live.map(({ Material, ProductionPlant, RequestedQuantity }) => ({
        sku: Material,
        plant: ProductionPlant,
        units: Number(RequestedQuantity),
      })),
    }
  })
}

/** Every payment there is. */
export async function paymentsOf(pspUrl: string): Promise<readonly BookedPayment[]> {
  const all: BookedPayment[] = []
  for (let after = ''; ; ) {
    const response = await fetch(`${pspUrl}/v1/payments?limit=100${after}`, { headers: PSP })
    const { items, has_more: hasMore } = (await response.json()) as {
      readonly items: readonly PspPayment[]
      readonly has_more: boolean
    }
    for (const one of items)
      all.push({
        id: one.id,
        cartId: one.merchant_reference ?? '',
        isVoided: one.void !== null,
        authorized: one.amount,
        captured: one.amount_captured,
        captures: one.captures.length,
      })
    const last = items.at(-1)
    if (!hasMore || !last) return all
    after = `&after=${last.id}`
  }
}

async function pages<Row>(first: string): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (let next: string | undefined = first; next !== undefined; ) {
    const response = await fetch(next, { headers: ERP })
    if (!response.ok) throw new Error(`the ERP answered ${response.status}: ${await response.text()}`)
    const { d } = (await response.json()) as {
      readonly d: { readonly results: Row[]; readonly __next?: string }
    }
    rows.push(...d.results)
    next = d.__next
  }
  return rows
}

interface SapOrder {
  readonly SalesOrder: string
  readonly PurchaseOrderByCustomer: string
  readonly to_Item: {
    readonly results: readonly {
      readonly Material: string
      readonly ProductionPlant: string
      readonly RequestedQuantity: string
      readonly SalesDocumentRjcnReason: string
    }[]
  }
}

interface SapPartner {
  readonly SalesOrder: string
  readonly to_Address: {
    readonly results: readonly { readonly StreetName: string; readonly HouseNumber: string }[]
  }
}

interface PspPayment {
  readonly id: string
  readonly merchant_reference: string | null
  readonly amount: number
  readonly amount_captured: number
  readonly captures: readonly unknown[]
  readonly void: unknown
}

import { z } from 'zod'
import { code, date, key, listOf, text } from './shapes.ts'
import { priceElement, salesOrder } from './wire-orders.ts'

/* What writing reads: the answers to writes, and what is looked at before one. */

/** The answer to a deep insert of A_SalesOrder: its number at least. */
export const createdKey = z.object({ d: z.looseObject({ SalesOrder: key }) })

/** The same with what was sent along. What was not sent, the head's pricing among it, is deferred. */
export const createdOrder = salesOrder.extend({
  to_PricingElement: z.union([
    listOf(priceElement),
    z.object({ __deferred: z.unknown() }).transform(() => []),
  ]),
})
export type CreatedOrder = z.output<typeof createdOrder>

/** The answer to a deep insert of A_CustomerReturn. */
export const createdReturn = z.object({
  d: z.object({ CustomerReturn: key, LastChangeDateTime: date }),
})

const deskItem = z.object({
  SalesOrderItem: key,
  Material: text,
  RequestedQuantityUnit: code,
  DeliveryStatus: code,
  SalesDocumentRjcnReason: text,
})

/** A document that followed an order. */
const followUp = z.object({ SubsequentDocumentCategory: code })

/** A_SalesOrder as it is looked at before it is changed or taken back from. */
export const deskOrder = z.object({
  SalesOrder: key,
  SoldToParty: key,
  to_Item: listOf(deskItem),
  to_SubsequentProcFlowDoc: listOf(followUp),
})
export type DeskOrder = z.output<typeof deskOrder>

/** The fields of `deskOrder` and of what it carries. */
export const DESK_ORDER_FIELDS: readonly string[] = [
  ...Object.keys(deskOrder.shape).filter((field) => !field.startsWith('to_')),
  ...Object.keys(deskItem.shape).map((field) => `to_Item/${field}`),
  ...Object.keys(followUp.shape).map((field) => `to_SubsequentProcFlowDoc/${field}`),
]

/** A_CustomerReturn as it is found by our reference. */
export const referredReturn = z.object({
  CustomerReturn: key,
  PurchaseOrderByCustomer: text,
  LastChangeDateTime: date,
  OverallSDDocumentRejectionSts: code,
})

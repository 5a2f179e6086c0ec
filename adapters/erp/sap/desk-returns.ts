import Big from 'big.js'
import { parseShape, readJson } from '../../call/json.ts'
import { SourceError } from '../../error.ts'
import { decimal } from '../../money.ts'
import type { ReturnLineToCreate, ReturnRecord, ReturnToCreate } from '../../ports/order-desk.ts'
import type { Reads } from '../../read.ts'
import { channelTypeOf } from './channel-types.ts'
import type { SapClient } from './client.ts'
import { readDeskOrder } from './desk-order.ts'
import { reference, salesArea } from './desk-payload.ts'
import type { OrderDeskTools } from './desk-tools.ts'
import { canonicalKey, documentKey } from './keys.ts'
import type { SapOptions } from './options.ts'
import { allOf, anyOf } from './query.ts'
import { fieldsOf } from './shapes.ts'
import { unitFactor } from './units.ts'
import { datetime, textLiteral, timestampOf } from './values.ts'
import { createdReturn, type DeskOrder, referredReturn } from './wire-desk.ts'

/** The category of orders, as what a return refers to. */
const ORDER = 'C'

/**
 * Registers a return with reference to its order by one deep insert, which is sent once. The order is read before: it says whose the
 * return is, and in which units its items are.
 */
export async function createReturn(request: ReturnToCreate, tools: OrderDeskTools): Promise<ReturnRecord> {
  const { source, mapping, writer, client } = tools
  const conflict = (why: string) =>
    new SourceError(source, 'CONFLICT', `the return cannot be written: ${why}`)
  const own = reference(request.reference, { conflict })
  const order = await readDeskOrder(request.order.recordId, tools)
  const lines = request.lines.map((line) => linePayload(line, { request, order, mapping, conflict }))
  const [first] = request.lines
  const channelType = channelTypeOf(request.channel, mapping)
  const body = {
    CustomerReturnType: mapping.orderDesk.returnType,
    ...salesArea(mapping),
    SoldToParty: order.SoldToParty,
    PurchaseOrderByCustomer: own,
    ...(channelType !== null && { CustomerPurchaseOrderType: channelType }),
    CustomerReturnDate: datetime(request.on),
    ...(first && reasonPayload(first, 'SDDocumentReason', mapping)),
    ReferenceSDDocument: documentKey(order.SalesOrder),
    ReferenceSDDocumentCategory: ORDER,
    to_Item: lines,
  }
  const answer = await writer.create('returns', 'A_CustomerReturn', body)
  const { d } = parseShape(source, createdReturn, readJson(source, answer))
  return client.translate('A_CustomerReturn', () => ({
    recordId: canonicalKey(d.CustomerReturn),
    recordedAt: timestampOf(d.LastChangeDateTime),
    cancelled: false,
  }))
}

interface LineWriting {
  readonly request: ReturnToCreate
  readonly order: DeskOrder
  readonly mapping: SapOptions
  conflict(why: string): SourceError
}

function linePayload(line: ReturnLineToCreate, { request, order, mapping, conflict }: LineWriting) {
  const item = order.to_Item.find(
    ({ SalesOrderItem }) => canonicalKey(SalesOrderItem) === canonicalKey(line.lineId),
  )
  if (!item) throw conflict('the order has no such item')
  const { Material, RequestedQuantityUnit: unit } = item
  const quantity = new Big(line.quantity).div(unitFactor(unit, mapping))
  return {
    ...(Material !== null && { Material }),
    RequestedQuantity: decimal(quantity.toFixed()),
    ...(unit !== '' && { RequestedQuantityUnit: unit }),
    ...(request.store !== null && { ProductionPlant: request.store }),
    ...reasonPayload(line, 'ReturnReason', mapping),
    ReferenceSDDocument: documentKey(order.SalesOrder),
    ReferenceSDDocumentItem: item.SalesOrderItem,
  }
}

/** The code of the retailer's word; where nothing stands for it the field is left out, and the system says whether it needs one. */
function reasonPayload(
  { reason }: ReturnLineToCreate,
  field: string,
  { returnReasons, orderDesk }: SapOptions,
) {
  const named = Object.entries(returnReasons).find(([, word]) => word === reason)?.[0]
  const code = named ?? orderDesk.otherReturnReason
  return code === undefined ? {} : { [field]: code }
}

/** Returns by our reference: the older one first, cancelled ones too. */
export function readReturned(
  client: SapClient,
  references: readonly string[],
  { salesOrganization }: SapOptions,
): Promise<Reads<string, readonly ReturnRecord[]>> {
  return client.readByKeys('returns', references, {
    query: (chunk) => ({
      set: 'A_CustomerReturn',
      shape: referredReturn,
      filter: allOf(
        anyOf('PurchaseOrderByCustomer', chunk),
        `SalesOrganization eq ${textLiteral(salesOrganization)}`,
      ),
      select: fieldsOf(referredReturn),
    }),
    entries: (rows, chunk) =>
      chunk.flatMap((own) => {
        const records = rows
          .filter(({ PurchaseOrderByCustomer }) => PurchaseOrderByCustomer === own)
          .map((row) => ({
            recordId: canonicalKey(row.CustomerReturn),
            recordedAt: timestampOf(row.LastChangeDateTime),
            cancelled: row.OverallSDDocumentRejectionSts === 'C',
          }))
          .sort((left, right) => documentKey(left.recordId).localeCompare(documentKey(right.recordId)))
        const [first] = records
        return first ? [[own, client.found(records, first.recordId, first.recordedAt)] as const] : []
      }),
  })
}

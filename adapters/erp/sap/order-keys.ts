import { type OrderNumber, parseReceiptNumber } from '../../ids.ts'
import type { OrderKey } from '../../ports/orders.ts'
import type { SapOptions } from './options.ts'
import { businessNumber, channelOf } from './order.ts'
import { type OrderRow, orderId } from './order-rows.ts'

/** How a business number may be written in the ERP: as it is, and a receipt's with padded till and sequence. */
export function spellings(number: OrderNumber, { receiptDigits: { till, sequence } }: SapOptions): string[] {
  const receipt = parseReceiptNumber(number)
  if (!receipt) return [number]
  const day = receipt.businessDay.replaceAll('-', '')
  const padded = [
    receipt.store,
    receipt.till.padStart(till, '0'),
    day,
    receipt.sequence.padStart(sequence, '0'),
  ]
  return [...new Set([number, padded.join('-')])]
}

/** Whether a row is the order of a business number in its channel. */
export function isOrder({ head }: OrderRow, { channel, number }: OrderKey, mapping: SapOptions): boolean {
  const mapped = channelOf(head.CustomerPurchaseOrderType, mapping)
  if (mapped?.kind !== channel || head.PurchaseOrderByCustomer === null) return false
  return businessNumber(head.PurchaseOrderByCustomer, mapped) === number
}

/** Orders are numbered in sequence: the older one first. */
export function byNumber(left: OrderRow, right: OrderRow): number {
  return orderId(left).length - orderId(right).length || orderId(left).localeCompare(orderId(right))
}

import type { SourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type { SapClient } from './client.ts'
import type { Customers } from './customers.ts'
import type { SapOptions } from './options.ts'
import type { SapWriter } from './writer.ts'

/** What the order desk works with. */
export interface OrderDeskTools {
  readonly source: string
  readonly client: SapClient
  readonly writer: SapWriter
  readonly customers: Customers
  readonly mapping: SapOptions
}

/** What an order is made of besides itself. */
export interface OrderWriting {
  /** The customer number it is sold to. */
  readonly soldTo: RecordId
  /** CustomerPurchaseOrderType of its channel. */
  readonly channelType: string
  readonly mapping: SapOptions
  /** The failure of an order that cannot be written as it is. */
  conflict(why: string): SourceError
}

import { SourceError } from '../../error.ts'
import type { TrytonClient } from './client.ts'
import type { Connection } from './connection.ts'
import type { TrytonOptions } from './options.ts'
import type { TrytonWriter } from './writer.ts'

/** What the order desk works with. */
export interface OrderDeskTools {
  readonly client: TrytonClient
  readonly writer: TrytonWriter
  readonly connection: Pick<Connection, 'user'>
  readonly mapping: TrytonOptions
}

/** The failure of what cannot be written as it is: nothing was written. */
export function conflict({ client }: Pick<OrderDeskTools, 'client'>, why: string): SourceError {
  return new SourceError(client.source, 'CONFLICT', `it cannot be written: ${why}`)
}

import { isSourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type { OrderLine } from '../../ports/orders.ts'
import { inChunks, type Read } from '../../read.ts'
import { CHUNK, type TillClient } from './client.ts'
import { HEAD_TABLES, type Head, headRow, heads, toHead } from './heads.ts'
import { readLines } from './lines.ts'
import type { SqlTillOptions } from './options.ts'
import type { Till } from './stores.ts'

/** Receipts of the tills the configuration names, head and lines: two statements for five hundred of them. */
export function tillReceipts(client: TillClient, options: SqlTillOptions, tills: ReadonlyMap<string, Till>) {
  /** Heads with their lines, by a key of the head. */
  const withLines = async <K, T>(
    wanted: ReadonlyMap<K, Head>,
    value: (head: Head, lines: readonly OrderLine[]) => T,
  ): Promise<readonly (readonly [K, Read<T>])[]> => {
    const ids = [...wanted.values()].map(({ id }) => id)
    const lines = await readLines(client, ids, options)
    return [...wanted].map(([key, head]) => {
      const read = lines.get(head.id)
      if (isSourceError(read)) return [key, read]
      return [key, client.found(value(head, read?.value ?? []), head.id, head.placedAt)]
    })
  }

  const readHeads = async (query: ReturnType<typeof heads>, keys: number): Promise<readonly Head[]> => {
    const rows = await client.read(query, { route: 'RECEIPTS', tables: HEAD_TABLES, shape: headRow, keys })
    return rows.map((row) => toHead(row, tills, options)).filter((head) => head !== null)
  }

  const ofOrders = <T>(
    ids: readonly RecordId[],
    isWanted: (head: Head) => boolean,
    value: (head: Head, lines: readonly OrderLine[]) => T,
  ) =>
    inChunks(ids, CHUNK, async (chunk) => {
      const found = await readHeads(heads(client).where('receipts.id', 'in', [...chunk]), chunk.length)
      return withLines(new Map(found.filter(isWanted).map((head) => [head.id, head])), value)
    })

  return { readHeads, withLines, ofOrders }
}

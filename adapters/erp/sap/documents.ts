import type { z } from 'zod'
import { isSourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import { isFound, type Read, type Reads } from '../../read.ts'
import type { SapClient } from './client.ts'
import type { Service } from './endpoint.ts'
import type { EntitySet } from './entity-keys.ts'
import { canonicalKey, documentKey } from './keys.ts'
import { anyOf } from './query.ts'
import { orFailure } from './refusal.ts'

/** A document that follows an order, with those of its items that do; header null when the system lost it meanwhile. */
export interface FollowUp<Item, Header> {
  readonly id: RecordId
  readonly header: Header | null
  readonly items: readonly Item[]
}

/** Where a kind of follow-up document is kept. Field names are OData's. */
export interface FollowUpKind<Item, Header> {
  readonly service: Service
  /** Key of the document, in items and headers. */
  readonly key: keyof Item & keyof Header & string
  readonly items: {
    readonly set: EntitySet
    readonly shape: z.ZodType<Item>
    readonly select: readonly string[]
  }
  /** The items' field that names the order. */
  readonly order: keyof Item & string
  readonly headers: {
    readonly set: EntitySet
    readonly shape: z.ZodType<Header>
    readonly select: readonly string[]
    readonly expand?: readonly string[]
  }
}

/**
 * Documents whose items name the order, and not the other way round: two calls whatever the number of orders, items by
 * order and then headers by document. A document that cannot be read fails its orders and no others.
 */
export async function readFollowUps<Item, Header>(
  client: SapClient,
  orders: readonly RecordId[],
  { service, key, items, order, headers }: FollowUpKind<Item, Header>,
): Promise<Reads<RecordId, readonly FollowUp<Item, Header>[]>> {
  const byOrder = await client.readByKeys<RecordId, Item, readonly Item[]>(service, orders, {
    query: (chunk) => ({ ...items, filter: anyOf(order, chunk.map(documentKey)) }),
    entries: (rows, chunk) =>
      chunk.flatMap((id) => {
        const own = rows.filter((row) => canonicalKey(String(row[order])) === canonicalKey(id))
        return own.length > 0 ? [[id, client.found(own, canonicalKey(id), null)] as const] : []
      }),
  })
  const idOf = (row: Item | Header) => canonicalKey(String(row[key as keyof (Item | Header)]))
  const documents = [...byOrder.values()].flatMap((read) => (isSourceError(read) ? [] : read.value.map(idOf)))
  const byDocument = await client.readByKeys<RecordId, Header, Header>(service, documents, {
    query: (chunk) => ({ ...headers, filter: anyOf(key, chunk.map(documentKey)) }),
    entries: (rows) => rows.map((row) => [idOf(row), client.found(row, idOf(row), null)] as const),
  })
  return new Map(
    [...byOrder].map(([id, read]): [RecordId, Read<readonly FollowUp<Item, Header>[]>] => {
      if (isSourceError(read)) return [id, read]
      const ids = [...new Set(read.value.map(idOf))]
      const failed = ids.map((document) => byDocument.get(document)).find(isSourceError)
      if (failed) return [id, failed]
      const value = ids.map((document) => {
        const header = byDocument.get(document)
        const own = read.value.filter((item) => idOf(item) === document)
        return { id: document, header: isFound(header) ? header.value : null, items: own }
      })
      return [id, { ...read, value }]
    }),
  )
}

/**
 * Translates found lists; a value that cannot be read is the failure of its key, and an empty list is none: an absent key.
 */
export function translateLists<Key, From, To>(
  client: SapClient,
  reads: Reads<Key, readonly From[]>,
  { what, to }: { readonly what: string; to(from: From): readonly To[] },
): Reads<Key, readonly To[]> {
  return new Map(
    [...reads].flatMap(([key, read]): [Key, Read<readonly To[]>][] => {
      if (isSourceError(read)) return [[key, read]]
      const value = orFailure(() => client.translate(what, () => read.value.flatMap(to)))
      if (isSourceError(value)) return [[key, value]]
      return value.length > 0 ? [[key, { ...read, value }]] : []
    }),
  )
}

import { parseShape, readJson } from '../../call/json.ts'
import { isSourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type { Payments, ProviderPayment } from '../../ports/payments.ts'
import { inChunks, type Read } from '../../read.ts'
import { type Clock, instant } from '../../time.ts'
import { createChanges } from './changes.ts'
import type { PasserelleClient } from './client.ts'
import { changedAt, isReference, toPayment } from './payment.ts'
import { listShape, namedShape, paymentShape } from './wire.ts'

/** The provider takes so many ids in one question. */
const PAGE = 100

export interface PaymentsOptions {
  readonly source: string
  readonly clock: Clock
  readonly settleMs: number
}

/** Payments at the provider: read by id, many in one call; changed one by one, each under a key. */
export function passerellePayments(client: PasserelleClient, options: PaymentsOptions): Payments {
  const { source, clock, settleMs } = options

  const found = (record: unknown): Read<ProviderPayment> => {
    try {
      const wire = parseShape(source, paymentShape, record)
      return {
        value: toPayment(source, wire),
        source,
        recordId: wire.id as RecordId,
        recordedAt: changedAt(source, wire),
        fetchedAt: instant(clock()),
        fromCache: false,
      }
    } catch (error) {
      if (isSourceError(error)) return error
      throw error
    }
  }

  return {
    capabilities: { capture: true, partialCapture: true, void: true, refund: true },
    settleMs,
    payments: (references) =>
      inChunks(references.filter(isReference), PAGE, async (chunk) => {
        const path = `payments?ids=${chunk.join(',')}`
        const answer = await client.read({ path, route: 'payments', batchSize: chunk.length })
        const { items } = parseShape(source, listShape, readJson(source, answer))
        const entries = items.map(
          (item) => [namedShape.safeParse(item).data?.id ?? null, found(item)] as const,
        )
        const nameless = entries.find(([id]) => id === null)?.[1]
        const reads = new Map(entries)
        return chunk.flatMap((reference) => {
          // A record that does not say whose it is may be that of any key without one.
          const read = reads.get(reference) ?? nameless
          return read === undefined ? [] : [[reference, read] as const]
        })
      }),
    ...createChanges(client, source),
  }
}

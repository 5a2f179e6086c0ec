import { addDays, type Day, type Instant } from '../../adapters/time.ts'
import type { OrderTokenGrant, OrderTokens } from '../../ledger/port.ts'
import { contentOf, keyOf, overSince, resultText } from '../../ledger/writes/command.ts'
import { type Command, KeyReused, type WriteLedger, type WriteUnit } from '../../ledger/writes/port.ts'
import { memoryCartReads, memoryCarts } from './carts.ts'
import { memoryCaseReads, memoryCases } from './cases.ts'
import { memoryHoldReads } from './holds.ts'
import { memoryOrderTokens } from './order-tokens.ts'
import { memoryMoves, memoryOutbox, memorySend } from './outbox.ts'
import { memoryPlacedOrderReads, memoryPlacedOrders } from './placed-orders.ts'
import { copyOf, type WriteState } from './write-state.ts'

/** Writes in their simplest form: one transaction at a time, on a copy that is kept when it ends. */
export function memoryWrites(orderTokens: OrderTokens = memoryOrderTokens()): WriteLedger {
  let kept = copyOf()
  let last: Promise<unknown> = Promise.resolve()

  const run = async <Result>(work: (draft: WriteState, unit: WriteUnit) => Promise<Result>) => {
    const draft = copyOf(kept)
    const grants: OrderTokenGrant[] = []
    const result = await work(draft, unitOn(draft, grants))
    for (const grant of grants) await orderTokens.grant(grant)
    kept = draft
    return result
  }
  const transact = <Result>(work: (draft: WriteState, unit: WriteUnit) => Promise<Result>) => {
    const turn = last.then(() => run(work))
    last = turn.catch(() => {})
    return turn
  }
  const of = () => kept
  return {
    once: <Result>(command: Command, work: (unit: WriteUnit) => Promise<Result>) =>
      transact(async (draft, unit) => {
        const before = found<Result>(draft, command)
        if (before) return { ...before, replayed: true }
        const text = resultText(await work(unit))
        const { at } = command
        draft.commands.set(keyOf(command), { content: contentOf(command), result: text, at })
        return { result: JSON.parse(text) as Result, replayed: false }
      }),
    done: async <Result>(command: Command) => found<Result>(kept, command)?.result ?? null,
    transact: (_about, work) => transact((_draft, unit) => work(unit)),
    carts: memoryCartReads(of),
    holds: memoryHoldReads(of),
    orders: memoryPlacedOrderReads(of),
    cases: memoryCaseReads(of),
    outbox: memoryOutbox(of, transact),
    prune: (at) => transact(async (draft) => prune(draft, at)),
  }
}

function unitOn(draft: WriteState, grants: OrderTokenGrant[]): WriteUnit {
  return {
    carts: memoryCarts(draft),
    holds: {
      ...memoryHoldReads(() => draft),
      save: async (hold) => void draft.holds.set(hold.id, hold),
    },
    orders: memoryPlacedOrders(draft),
    cases: memoryCases(draft),
    send: async (entry) => memorySend(draft, entry),
    ...memoryMoves(draft),
    grantOrderToken: async (grant) => void grants.push(grant),
  }
}

function found<Result>({ commands }: WriteState, command: Command): { readonly result: Result } | null {
  const done = commands.get(keyOf(command))
  if (!done || done.at <= overSince(command.at)) return null
  if (done.content !== contentOf(command)) throw new KeyReused()
  return { result: JSON.parse(done.result) as Result }
}

function prune({ commands, handOffs, outbox, holds, carts }: WriteState, at: Instant): number {
  const before = (days: number) => `${addDays(at.slice(0, 10) as Day, -days)}${at.slice(10)}`
  const month = before(30)
  return (
    dropWhere(commands, (command) => command.at <= overSince(at)) +
    dropWhere(handOffs, ({ expiresAt }) => expiresAt <= at) +
    dropWhere(
      outbox,
      ({ entry: { state, doneAt } }) =>
        (state === 'DONE' || state === 'DISCARDED') && doneAt !== null && doneAt <= month,
    ) +
    dropWhere(
      holds,
      ({ state, createdAt, endedAt }) =>
        ['EXPIRED', 'RELEASED', 'ENDED'].includes(state) &&
        createdAt <= month &&
        (endedAt === undefined || endedAt <= before(1)),
    ) +
    dropWhere(
      carts,
      ({ state, updatedAt }) => ['MERGED', 'ABANDONED'].includes(state) && updatedAt <= before(90),
    )
  )
}

function dropWhere<Value>(from: Map<string, Value>, isOver: (value: Value) => boolean): number {
  const over = [...from].filter(([, value]) => isOver(value))
  for (const [key] of over) from.delete(key)
  return over.length
}

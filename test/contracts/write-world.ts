import type { Day, Instant } from '../../adapters/time.ts'
import type { Ledger } from '../../ledger/port.ts'
import type {
  CartRecord,
  CaseRecord,
  Command,
  HoldRecord,
  NewOutboxEntry,
  PlacedOrder,
} from '../../ledger/writes/port.ts'

/** One database on which two ledgers are open, as by two processes. Tests share it, each under names of its own. */
export interface TwoLedgers {
  readonly one: Ledger
  readonly other: Ledger
}

let made = 0

/** A text no other test of this run was given; later ones sort behind earlier ones. */
export function unused(what: string): string {
  made += 1
  return `${what}-${String(made).padStart(6, '0')}`
}

/** So many minutes into the day of these tests. */
export function minute(n: number): Instant {
  return new Date(Date.UTC(2026, 4, 10, 10, n)).toISOString() as Instant
}

/** A command nobody has given yet. */
export function newCommand(facts: Partial<Command> = {}): Command {
  return {
    caller: 'shop/anna',
    operation: 'cartLinesAdd',
    key: unused('key'),
    input: '{"quantity":1,"sku":"MUG"}',
    at: minute(0),
    about: [],
    ...facts,
  }
}

/** A guest's cart that nobody has saved. */
export function newCart(facts: Partial<CartRecord> = {}): CartRecord {
  return {
    id: unused('cart'),
    version: 1,
    state: 'ACTIVE',
    customerId: null,
    tokenHash: unused('token'),
    body: '{"lines":[]}',
    updatedAt: minute(0),
    expiresAt: minute(30),
    ...facts,
  }
}

/** One mug put aside for half an hour. */
export function newHold(facts: Partial<HoldRecord> = {}): HoldRecord {
  return {
    id: unused('hold'),
    location: 'sto_PAR01',
    state: 'HELD',
    lines: [{ sku: 'MUG', requested: 1, held: 1 }],
    expiresAt: minute(30),
    customerId: null,
    cartId: null,
    orderId: null,
    createdAt: minute(0),
    ...facts,
  }
}

/** A guest's order, just placed. */
export function newOrder(facts: Partial<PlacedOrder> = {}): PlacedOrder {
  return {
    id: unused('ord'),
    channel: 'web',
    number: unused('W'),
    customerId: null,
    placedOn: '2026-05-10' as Day,
    version: 1,
    body: '{"lines":[]}',
    ...facts,
  }
}

/** A return that a store is to take, of an order of its own. */
export function newCase(facts: Partial<CaseRecord> = {}): CaseRecord {
  return {
    id: unused('case'),
    kind: 'return',
    orderId: unused('ord'),
    customerId: null,
    location: 'sto_PAR01',
    isOpen: true,
    version: 1,
    createdAt: minute(0),
    body: '{"lines":[]}',
    ...facts,
  }
}

/** Something to tell the ERP of an order of its own. */
export function newEntry(facts: Partial<NewOutboxEntry> = {}): NewOutboxEntry {
  return {
    id: unused('entry'),
    stream: unused('ord'),
    system: 'erp',
    kind: 'order.place',
    body: '{"order":1}',
    at: minute(0),
    ...facts,
  }
}

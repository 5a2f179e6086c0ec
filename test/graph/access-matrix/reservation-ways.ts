import { randomUUID } from 'node:crypto'
import type { Instant } from '../../../adapters/time.ts'
import type { HoldRecord } from '../../../ledger/writes/port.ts'
import type { World } from '../../../sandbox/world/types.ts'
import type { Keys } from './two-people.ts'
import type { Way } from './way.ts'

/** How stock is put aside, in the warehouse, of the article it has most of: everybody who may takes a unit of it. */
export function reservationWays(world: World): Readonly<Record<string, Way>> {
  const { code } = world.warehouse
  const variants = world.products.flatMap((product) => product.variants)
  const [most] = variants.toSorted((left, right) => unitsIn(right, code) - unitsIn(left, code))
  const reserve: Way = {
    query: `mutation ($v: ID!, $key: String!) { stockReserve(
      input: { lines: [{ sku: "${most?.sku}" }], locationId: $v }, idempotencyKey: $key
    ) { reservation { lines { sku held } } } }`,
    variables: ({ warehouse }) => ({ v: warehouse, key: randomUUID() }),
    path: 'stockReserve',
    see: ({ reservation }) => reservation?.lines ?? null,
    is: () => [{ sku: most?.sku, held: 1 }],
  }
  const changed = (name: string, path = name): Way => ({
    query: `mutation ($v: ID!, $key: String!) { ${name}(id: $v, idempotencyKey: $key) { reservation { id } } }`,
    variables: ({ reservation }) => ({ v: reservation, key: randomUUID() }),
    path,
    see: (value) => ('reservation' in value ? value.reservation : value)?.id ?? null,
    is: ({ reservation }) => reservation,
  })
  return {
    'Mutation.stockReserve': reserve,
    'ReservationPayload.reservation': changed('stockReservationExtend', 'stockReservationExtend.reservation'),
    'Reservation by id': changed('stockReservationExtend', 'stockReservationExtend.reservation'),
    'Mutation.stockReservationExtend': changed('stockReservationExtend'),
    'Mutation.stockReservationRelease': changed('stockReservationRelease'),
  }
}

/** Something put aside for a shopper, as the ledger has it. */
export function heldFor(
  { id, reservation }: Keys,
  { from, until }: Readonly<Record<'from' | 'until', Instant>>,
): HoldRecord {
  return {
    id: reservation,
    location: 'none',
    state: 'HELD',
    lines: [],
    expiresAt: until,
    customerId: id,
    cartId: null,
    orderId: null,
    createdAt: from,
  }
}

function unitsIn({ stock }: World['products'][number]['variants'][number], place: string): number {
  return Number(stock[place] ?? 0)
}

import { mintId, type RecordId } from '../../../adapters/ids.ts'
import type { World } from '../../../sandbox/world/types.ts'
import { createSealer } from '../../../subgraphs/sealed-id.ts'
import { ENTRY } from './carts.ts'
import type { Made } from './made.ts'
import type { Eyes } from './may-see.ts'
import { customerIdOf, orderIdOf } from './private-values.ts'

/** Values of one sort: of whoever asks, of others, and such as nobody has. */
interface Pool {
  readonly own: readonly string[]
  readonly others: readonly string[]
  readonly unknown: readonly string[]
}

/** What arguments are given, by sort. */
export type Pools = Readonly<Record<Sort, Pool>>

const OF_PURCHASES = [
  'fulfilment',
  'reservation',
  'pickupCode',
  'line',
  'cartToken',
  'account',
  'redemption',
] as const

/** What may be asked for by a text. */
export const SORTS = [
  'customer',
  'order',
  'return',
  'conversation',
  'card',
  'email',
  'phone',
  'contact',
  'till',
  'receipt',
  'number',
  'product',
  'productHandle',
  'categoryHandle',
  'sku',
  'gtin',
  'store',
  'storeCode',
  'code',
  'cart',
  'entry',
  ...OF_PURCHASES,
] as const
export type Sort = (typeof SORTS)[number]

/** The world's values, sorted for somebody. */
export function poolsOf(
  world: World,
  idKey: string,
  { eyes, made }: { readonly eyes: Eyes; readonly made: Made },
): Pools {
  const sealer = createSealer(idKey)
  const stranger = createSealer('the key of another retailer, which opens nothing here')
  const isOwn = (customer: number | null) => customer !== null && customer === eyes.self
  const sorted = <T>(list: readonly T[], of: (one: T) => { text: string | null; own: boolean }) => {
    const all = list.map(of).filter((one): one is { text: string; own: boolean } => one.text !== null)
    return {
      own: all.filter(({ own }) => own).map(({ text }) => text),
      others: all.filter(({ own }) => !own).map(({ text }) => text),
    }
  }
  const people = (of: (one: World['customers'][number]) => string | null, unknown: readonly string[]) => ({
    ...sorted(world.customers, (one) => ({ text: of(one), own: isOwn(one.index) })),
    unknown,
  })
  const sold = [...world.orders, ...world.receipts.filter(({ kind }) => kind === 'sale' || kind === 'return')]
  const orders = sorted(
    [
      ...sold.map((one) => ({ text: orderIdOf(one, idKey), owner: one.customer })),
      ...made.orders.map(({ id, owner }) => ({ text: id, owner })),
    ],
    ({ text, owner }) => ({ text, own: isOwn(owner) || text === eyes.token?.order }),
  )
  const returned = world.orders.filter((order) => order.returned !== null)
  const returnId = (order: World['orders'][number]) =>
    sealer.seal('return', [
      'erp',
      order.returned?.number ?? '',
      order.salesOrder,
      order.channel,
      order.copyOfReceipt ?? order.number,
    ])
  const everybodys = (others: readonly string[], unknown: readonly string[]): Pool => ({
    own: [],
    others,
    unknown,
  })
  const variants = world.products.flatMap((product) => product.variants)
  return {
    customer: people((one) => customerIdOf(one, idKey), [`cus_${'0'.repeat(26)}`]),
    order: {
      ...orders,
      unknown: [sealer.seal('order', ['WEB', 'W-999999']), stranger.seal('order', ['WEB', 'W-100001'])],
    },
    return: {
      ...sorted(
        [
          ...returned.map((one) => ({
            text: returnId(one),
            owner: one.customer,
            order: orderIdOf(one, idKey),
          })),
          ...made.returns.map(({ id, owner, order }) => ({ text: id, owner, order })),
        ],
        ({ text, owner, order }) => ({ text, own: isOwn(owner) || order === eyes.token?.order }),
      ),
      unknown: [sealer.seal('return', ['erp', '60000999', '1999999', 'WEB', 'W-999999'])],
    },
    conversation: {
      ...sorted(world.cases, (one) => ({
        text: sealer.seal('conversation', ['crm', one.id]),
        own: isOwn(one.customer),
      })),
      unknown: [sealer.seal('conversation', ['crm', '5005e00000zzzzzAAA'])],
    },
    card: people(({ card }) => card, ['9519999999999']),
    email: people(({ email }) => email, ['nobody@example.org']),
    phone: people(({ phone }) => phone, ['+33639989999']),
    contact: people(({ contactId }) => contactId, ['0035e00000zzzzzAAA']),
    till: people(({ tillCustomer }) => tillCustomer, ['CL999999']),
    receipt: {
      ...sorted(world.receipts, (one) => ({ text: one.number, own: isOwn(one.customer) })),
      unknown: ['0101-9-20200101-1'],
    },
    number: {
      ...sorted(
        [
          ...sold.map(({ number, customer }) => ({ number, owner: customer })),
          ...made.orders,
          ...made.returns,
        ],
        ({ number, owner }) => ({ text: number, own: isOwn(owner) }),
      ),
      unknown: ['W-999999'],
    },
    product: everybodys(
      world.products.map(({ code }) => sealer.seal('product', [code])),
      [sealer.seal('product', ['no-such-product'])],
    ),
    productHandle: everybodys(
      world.products.map(({ code }) => code),
      ['no-such-product'],
    ),
    categoryHandle: everybodys(
      [...new Set(world.products.flatMap(({ categories }) => categories))],
      ['no-such-shelf'],
    ),
    sku: everybodys(
      variants.map(({ sku }) => sku),
      ['99999999'],
    ),
    gtin: everybodys(
      variants.map(({ gtin }) => gtin),
      ['4006381333931'],
    ),
    store: everybodys(
      world.stores.map(({ plant }) => mintId(idKey, 'store', { source: 'erp', id: plant as RecordId })),
      ['str_nowhere'],
    ),
    storeCode: everybodys(
      world.stores.map(({ code }) => code),
      ['XXX99'],
    ),
    code: everybodys(
      world.promotions.flatMap(({ code }) => code ?? []),
      ['NOSUCHCODE'],
    ),
    cart: {
      ...sorted(
        [...made.carts, ...made.orders.map(({ cartId, owner }) => ({ id: cartId, owner }))],
        ({ id, owner }) => ({ text: id, own: isOwn(owner) }),
      ),
      unknown: [`crt_${'0'.repeat(26)}`],
    },
    entry: everybodys([ENTRY, ...made.orders.map(({ id }) => `${id}/place`)], ['random/none']),
    ...ofPurchases(world, idKey, { made, isOwn }),
  }
}

interface Owned {
  readonly made: Made
  isOwn(owner: number | null): boolean
}

/** What changes of orders, stock and points are asked for with. */
function ofPurchases(
  { loyalty }: World,
  idKey: string,
  { made: { orders, carts, redemptions }, isOwn }: Owned,
): Pick<Pools, (typeof OF_PURCHASES)[number]> {
  const sealer = createSealer(idKey)
  const owned = <T extends { readonly owner: number | null }>(
    list: readonly T[],
    of: (one: T) => string,
    unknown: readonly string[] = [],
  ): Pool => ({
    own: list.filter(({ owner }) => isOwn(owner)).map(of),
    others: list.filter(({ owner }) => !isOwn(owner)).map(of),
    unknown,
  })
  const accounts = loyalty.map(({ memberId, customer }) => ({ memberId, owner: customer }))
  return {
    fulfilment: owned(orders, ({ fulfilmentId }) => fulfilmentId),
    reservation: owned(orders, ({ reservationId }) => reservationId),
    pickupCode: owned(orders, ({ pickupCode }) => pickupCode, ['0000-0000']),
    line: owned(carts, ({ line }) => line, ['10', '1', `lin_${'0'.repeat(26)}`]),
    cartToken: owned(orders, ({ tokens }) => tokens?.cart ?? 'ct_nobody', ['ct_unknown']),
    account: owned(accounts, ({ memberId }) => sealer.seal('loyalty', ['crm', memberId])),
    redemption: owned(redemptions, ({ id }) => id, [`rdm_${'0'.repeat(26)}`]),
  }
}

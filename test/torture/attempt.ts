import { setTimeout as wait } from 'node:timers/promises'
import type { Random } from '../../sandbox/world/random.ts'
import type { Wish } from './goods.ts'
import { GaveUp, type GraphClient, type Payload } from './graph-client.ts'

/** What a shopper wanted, and what they were told last. */
export interface Attempt {
  /** In the street of the order's address, so that it is known again in the ERP. */
  readonly mark: string
  readonly wishes: readonly Wish[]
  cartId: string | null
  /** The provider's. */
  payment: string | null
  /** Cents. */
  total: number
  fate: Fate
  /** Tries to check out that got no answer: they may be carried out after what was told last. */
  unanswered: number
}

/** REFUSED: told that there is no order. UNKNOWN: told nothing. Both may follow upon each other, but nothing upon ACKNOWLEDGED. */
type Fate =
  | { readonly told: 'ACKNOWLEDGED'; readonly number: string }
  | { readonly told: 'REFUSED'; readonly codes: readonly string[] }
  | { readonly told: 'UNKNOWN' }

/** Nothing has been done yet. */
export function newAttempt(mark: string, wishes: readonly Wish[]): Attempt {
  return { mark, wishes, cartId: null, payment: null, total: 0, fate: { told: 'UNKNOWN' }, unanswered: 0 }
}

export interface Shopper {
  /** Who they are: an `authorization`, or nothing for a guest. */
  readonly headers: Readonly<Record<string, string>>
  readonly random: Random
}

export interface AttemptTools {
  readonly client: GraphClient
  /** The store that collects. */
  readonly storeId: string
  /** Where a shopper pays. */
  readonly pspUrl: string
  readonly key: () => string
  /** Counts changes that were answered. */
  done(): void
  /** Whether a shopper may leave without having been told; not at the end, when everybody is to know. */
  readonly mayLeave: () => boolean
  /** What they wait for when they have paid. @default nothing */
  readonly paid?: () => Promise<void>
}

const CREATE = `mutation ($input: CartCreateInput!, $key: String!) { cartCreate(input: $input, idempotencyKey: $key) {
  token cart { id lines { id sku } } userErrors { code } } }`
const FULFIL = `mutation ($id: ID!, $groups: [FulfillmentGroupInput!]!, $key: String!) {
  cartFulfillmentSet(cartId: $id, groups: $groups, idempotencyKey: $key) {
    cart { version cost { total { amount centAmount } isEstimate } } userErrors { code } } }`
const CHECK_OUT = `mutation ($input: CartCheckoutInput!, $key: String!) { cartCheckout(input: $input, idempotencyKey: $key) {
  replayed orderNumber userErrors { code retryable } } }`

/** A shopper fills a cart, pays and checks out, whatever happens meanwhile; and asks once more for what they were told. */
export async function attemptOne(tools: AttemptTools, shopper: Shopper, attempt: Attempt): Promise<void> {
  const { headers, random } = shopper
  const web = { ...headers, 'x-channel': 'WEB' }
  const ask = (operation: string, variables: object, as: Readonly<Record<string, string>>) =>
    tools.client.persist(operation, { key: tools.key(), ...variables }, { headers: as, random })
  const lines = attempt.wishes.map(({ shelf: { sku }, quantity }) => ({ sku, quantity }))
  const created = await ask(CREATE, { input: { channel: 'WEB', currencyCode: 'EUR', lines } }, web)
  if (!created.cart) return refusedBy(attempt, created)
  tools.done()
  const { cart, token } = created
  attempt.cartId = cart.id
  const own = token === null ? web : { ...web, 'x-cart-token': token }
  const groups = groupsOf(tools, attempt, cart)
  let decided = await ask(FULFIL, { id: cart.id, groups }, own)
  // While a system does not say what it costs, the shopper looks again.
  for (let looks = 0; looks < 5 && decided.cart && !isPriced(decided.cart); looks++) {
    await wait(random.int(100, 500))
    decided = await ask(FULFIL, { id: cart.id, groups }, own)
  }
  if (!decided.cart || !isPriced(decided.cart)) return refusedBy(attempt, decided)
  tools.done()
  const { version, cost } = decided.cart
  attempt.total = cost.total.centAmount
  attempt.payment = await pay(tools.pspUrl, cart.id, attempt.total)
  const input = {
    cartId: cart.id,
    expectedVersion: version,
    expectedTotal: { amount: cost.total.amount, currencyCode: 'EUR' },
    contact: { email: 'guest@example.org', givenName: 'Guest', familyName: 'Ofours' },
    shippingAddress: { streetLine1: attempt.mark, postalCode: '75002', city: 'Paris', countryCode: 'FR' },
    paymentReference: attempt.payment,
  }
  const key = tools.key()
  await tools.paid?.()
  await checkOut(tools, attempt, { input, key, headers: own, random })
}

function isPriced({ cost }: Payload): boolean {
  return cost !== null && !cost.isEstimate
}

interface CheckingOut {
  readonly input: object
  readonly key: string
  readonly headers: Readonly<Record<string, string>>
  readonly random: Random
}

/** Until it is an order, is refused for good, or the shopper has left; impatient ones send it twice at once. */
async function checkOut(tools: AttemptTools, attempt: Attempt, how: CheckingOut): Promise<void> {
  const { input, key, headers, random } = how
  const leaves = tools.mayLeave() && random.chance(0.1)
  const failed = () => {
    attempt.unanswered += 1
  }
  const once = () => tools.client.persist(CHECK_OUT, { input, key }, { headers, random, leaves, failed })
  const asked = (times: number) => Promise.allSettled(Array.from({ length: times }, once))
  let isAskedAgain = true
  for (let tries = 0; tries < 20 && isAskedAgain; tries++) {
    const told = await asked(random.chance(0.1) ? 2 : 1)
    for (const one of told) hear(attempt, one)
    isAskedAgain = attempt.fate.told === 'REFUSED' && told.some(mayPass)
  }
  if (attempt.fate.told !== 'ACKNOWLEDGED') return
  tools.done()
  // Who has been told asks now and then again, and must hear the same.
  for (const one of await asked(random.chance(0.2) ? 1 : 0)) hear(attempt, one)
}

/** What follows from one answer. Another number, or a no after a yes, is remembered: nothing else may be told after a yes. */
function hear(attempt: Attempt, told: PromiseSettledResult<Payload>): void {
  if (told.status === 'rejected') {
    if (!(told.reason instanceof GaveUp)) throw told.reason
    return
  }
  const { orderNumber, userErrors } = told.value
  const before = attempt.fate
  if (before.told === 'ACKNOWLEDGED' && before.number === orderNumber) return
  if (before.told === 'ACKNOWLEDGED' && orderNumber !== null)
    throw new Error(`two orders were told of one checkout: ${before.number} and ${orderNumber}`)
  attempt.fate =
    orderNumber === null
      ? { told: 'REFUSED', codes: codesOf(userErrors) }
      : { told: 'ACKNOWLEDGED', number: orderNumber }
}

function mayPass(one: PromiseSettledResult<Payload>): boolean {
  if (one.status === 'rejected') return false
  const codes = codesOf(one.value.userErrors)
  return codes.length > 0 && codes.every((code) => code === 'SYSTEM_UNAVAILABLE')
}

function refusedBy(attempt: Attempt, { userErrors }: Payload): void {
  attempt.fate = { told: 'REFUSED', codes: codesOf(userErrors) }
}

function codesOf(userErrors: readonly { readonly code: string }[]): readonly string[] {
  return userErrors.map(({ code }) => code)
}

function groupsOf(
  { storeId }: AttemptTools,
  { wishes }: Attempt,
  { lines }: { readonly lines: readonly { readonly id: string; readonly sku: string }[] },
) {
  const idsOf = (isCollected: boolean) =>
    lines.flatMap(({ id, sku }) =>
      wishes.some((wish) => wish.shelf.sku === sku && wish.isCollected === isCollected) ? [id] : [],
    )
  const [sent, collected] = [idsOf(false), idsOf(true)]
  return [
    ...(sent.length > 0 ? [{ lineIds: sent, mode: 'SHIP_FROM_WAREHOUSE' }] : []),
    ...(collected.length > 0 ? [{ lineIds: collected, mode: 'PICKUP_IN_STORE', storeId }] : []),
  ]
}

/** What a shopper does on the provider's own page. */
async function pay(url: string, cartId: string, amount: number): Promise<string> {
  const response = await fetch(`${url}/checkout/payments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      amount,
      currency: 'EUR',
      payment_method: { type: 'card', brand: 'visa', last4: '4242' },
      merchant_reference: cartId,
    }),
  })
  return ((await response.json()) as { readonly id: string }).id
}

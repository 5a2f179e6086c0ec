import {
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'
import { type Choices, LARGEST } from './choices.ts'
import { type Pools, SORTS, type Sort } from './pools.ts'

/** A value for an argument, as a variable carries it; an enum's word is told apart by how it is written as a literal. */
export type Value =
  | null
  | boolean
  | number
  | string
  | EnumWord
  | readonly Value[]
  | { readonly [key: string]: Value }

/** A word of an enum. */
export interface EnumWord {
  readonly word: string
}

/** What values are made with. */
export interface Making {
  readonly choices: Choices
  readonly pools: Pools
  /** Whether this operation has mistakes in it: values of other types, numbers beyond all bounds. */
  readonly isCareless: boolean
}

/** Where a value stands: `customer` and `id`, `priceQuote` and `customerId`; the root field and the argument's or input field's name. */
export interface Place {
  readonly root: string
  readonly name: string
  readonly type: GraphQLInputType
}

/** A value for a place: mostly such as somebody might give there. */
export function valueFor(place: Place, making: Making): Value {
  const { choices, isCareless } = making
  if (isCareless && choices.chance(8)) return choices.pick(WRONG)
  if (isNonNullType(place.type)) return valueFor({ ...place, type: place.type.ofType }, making)
  const type = getNullableType(place.type)
  if (isListType(type)) {
    const length = choices.below(10) === 9 ? 0 : 1 + choices.below(2)
    return Array.from({ length }, () => valueFor({ ...place, type: type.ofType }, making))
  }
  if (isEnumType(type)) return { word: choices.pick(type.getValues()).name }
  if (isInputObjectType(type)) {
    const given = Object.values(type.getFields()).flatMap((field) => {
      const isNeeded = isNonNullType(field.type) && field.defaultValue === undefined
      if (!isNeeded && !choices.chance(OFTEN_GIVEN.has(field.name) ? 60 : 25)) return []
      return [[field.name, valueFor({ ...place, name: field.name, type: field.type }, making)] as const]
    })
    return Object.fromEntries(given)
  }
  return scalarFor({ ...place, type }, type.name, making)
}

/** What a mistake looks like. */
const WRONG: readonly Value[] = [
  null,
  '',
  'x'.repeat(300),
  -1,
  2_147_483_648,
  1e300,
  true,
  [],
  {},
  { word: 'NO_SUCH_WORD' },
  "' OR 1=1 --",
]

/** Input fields that a filter is seldom without. */
const OFTEN_GIVEN: ReadonlySet<string> = new Set([
  'customerId',
  'orderId',
  'orderLineId',
  'returnId',
  'text',
  'code',
])

function scalarFor(place: Place, scalar: string, making: Making): Value {
  const { choices } = making
  const made = SCALARS[scalar]
  if (made) return choices.pick(made)
  if (scalar === 'Int') return numberFor(place.name, choices)
  if (scalar === 'Boolean') return choices.chance(50)
  if (place.name === 'idempotencyKey') return keyBy(choices)
  const sort = sortOf(place)
  if (sort) return fromPool(sort, making)
  return choices.pick(TEXTS[place.name] ?? ['Marie', 'x', ''])
}

/** A key that is nobody else's, mostly: the other one everybody uses now and then, for whatever they do. */
function keyBy(choices: Choices): string {
  if (choices.chance(10)) return 'a key that everybody uses'
  return `a key for ${choices.below(LARGEST)} and ${choices.below(LARGEST)}`
}

const SCALARS: Readonly<Record<string, readonly (string | number)[]>> = {
  Float: [48.8596, 2.3437, 45.7614, 0, -90, 91, 180.5],
  Date: ['2026-01-01', '2025-06-15', '2024-02-29', '1970-01-01', '2999-12-31'],
  DateTime: ['2026-06-15T10:00:00.000Z', '2026-01-10T10:00:00Z', '1999-12-31T23:59:59.999Z'],
  TimeZone: ['Europe/Paris', 'UTC', 'America/New_York'],
  Locale: ['fr-FR', 'en-US', 'de', 'ar'],
  Decimal: ['1', '0.5', '29.90', '-1'],
  CurrencyCode: ['EUR', 'EUR', 'USD'],
  CountryCode: ['FR', 'DE'],
}

const TEXTS: Readonly<Record<string, readonly string[]>> = {
  text: ['pull', 'jean slim', 'robe', 'Écru', '%', 'Moreau', "d'Alembert"],
  fields: ['email', 'phone', 'familyName', 'givenName', 'birthDate', 'preferredStore', 'nothing'],
  size: ['M', '38', 'l', '32'],
  color: ['Écru', 'noir', 'Camel'],
  key: ['brand', 'color', 'size', 'category'],
  values: ['M', 'Écru', 'nothing'],
  reason: ['OTHER', 'TOO_SMALL', 'TOO_LARGE', 'DAMAGED', 'x'],
  condition: ['AS_NEW', 'USED', 'x'],
  streetLine1: ['1 rue de Personne', 'x'],
  paymentReference: ['pay_nobody', 'x'],
  after: ['', 'bm9uZQ', 'WyIyMDI2LTA2LTEzIixudWxsLCJvcmRfIl0', 'W10'],
}

function numberFor(name: string, choices: Choices): number {
  if (choices.chance(3)) return choices.pick([0, -1, 101, 100, 2_147_483_647])
  if (name === 'radiusMeters') return choices.pick([50_000, 1, 5_000, 20_000_000])
  return 1 + choices.below(3)
}

/** Of which sort a text is, by where it stands. */
function sortOf({ root, name }: Place): Sort | null {
  return BY_PLACE[`${root}.${name}`] ?? BY_NAME[name] ?? null
}

/** How somebody is reached is looked up, and nowhere else given: where a change says it, it would be another's from then on. */
const BY_PLACE: Readonly<Record<string, Sort>> = {
  'orderLookup.email': 'email',
  'cartHandOffAccept.code': 'pickupCode',
  'cartLinesUpdate.id': 'line',
  'loyaltyRedemptionCancel.id': 'redemption',
  'outboxRetry.id': 'entry',
  'pickupHandOver.code': 'pickupCode',
  'stockReservationExtend.id': 'reservation',
  'stockReservationRelease.id': 'reservation',
  'customer.id': 'customer',
  'order.id': 'order',
  'return.id': 'return',
  'conversation.id': 'conversation',
  'cart.id': 'cart',
  'outboxEntry.id': 'entry',
  'product.id': 'product',
  'store.id': 'store',
  'product.handle': 'productHandle',
  'category.handle': 'categoryHandle',
  'store.code': 'storeCode',
}

const BY_NAME: Readonly<Record<string, Sort>> = {
  customerId: 'customer',
  orderId: 'order',
  returnId: 'return',
  storeId: 'store',
  locationId: 'store',
  toLocationId: 'store',
  cartId: 'cart',
  guestCartId: 'cart',
  guestToken: 'cartToken',
  lineIds: 'line',
  orderLineId: 'line',
  missing: 'line',
  fulfillmentId: 'fulfilment',
  accountId: 'account',
  newSku: 'sku',
  cardNumber: 'card',
  number: 'number',
  receiptBarcode: 'receipt',
  sku: 'sku',
  gtin: 'gtin',
  code: 'code',
  codes: 'code',
  categoryHandle: 'categoryHandle',
}

/** A value of a sort: somebody's own, another's, nobody's, or one that is good elsewhere. */
function fromPool(sort: Sort, { choices, pools }: Pick<Making, 'choices' | 'pools'>): string {
  const { own, others, unknown } = pools[sort]
  const draw = choices.below(20)
  if (draw < 11 && own.length > 0) return choices.pick(own)
  if (draw < 17 && others.length > 0) return choices.pick(others)
  if (draw < 19 && unknown.length > 0) return choices.pick(unknown)
  const { own: elsewhereOwn, others: elsewhere } = pools[choices.pick(SORTS)]
  return choices.pick([...elsewhereOwn, ...elsewhere])
}

/** What a shopper is looked up by, with a value of it. */
export function identifier(making: Making): { readonly type: EnumWord; readonly value: string } {
  const [word, sort] = making.choices.pick(IDENTIFIERS)
  return { type: { word }, value: fromPool(sort, making) }
}

const IDENTIFIERS = [
  ['EMAIL', 'email'],
  ['PHONE', 'phone'],
  ['LOYALTY_CARD', 'card'],
  ['CRM_ID', 'contact'],
  ['POS_ID', 'till'],
  ['RECEIPT', 'receipt'],
] as const satisfies readonly (readonly [string, Sort])[]

/** A value as it is written in a document. */
export function literal(value: Value): string {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(literal).join(', ')}]`
  if (isWord(value)) return value.word
  return `{ ${Object.entries(value)
    .map(([name, one]) => `${name}: ${literal(one)}`)
    .join(', ')} }`
}

/** A value as JSON carries it. */
export function plain(value: Value): unknown {
  if (value === null || typeof value !== 'object') return value
  if (isList(value)) return value.map(plain)
  if (isWord(value)) return value.word
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]))
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value)
}

function isWord(value: object): value is EnumWord {
  return 'word' in value
}

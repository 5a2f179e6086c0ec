import type { WorldMarkdown } from '../../world/offer-types.ts'
import type { Row } from '../edm.ts'
import type { Article, Book } from './book.ts'
import { dayAfter, euros, lot, padded, scaled } from './text.ts'
import { exactly, viewOf } from './views.ts'

/** What a condition record says, and what and when it is for. */
interface Condition {
  /** 10 characters, shown raw. */
  readonly number: string
  readonly from: string
  readonly until: string
  /** Cents for `per` units. */
  readonly cents: number
  readonly per: number
  readonly type: string
  readonly deleted?: boolean
  /** Narrower than everybody: one customer's, or a price list's. */
  readonly customer?: string
  readonly priceList?: string
  readonly table: string
}

const FOREVER = '9999-12-31'

/**
 * The views of API_SLSPRICINGCONDITIONRECORD_SRV. Each article has one record that holds today for everybody (PPR0, tax
 * included, table 304), and one for each of its markdowns (VKA0: SAP Retail's gross price in a promotion [K]); some have others
 * beside it that a careless reader takes for it: expired, future and deleted ones, one customer's and a price list's.
 */
export function conditionViews(book: Book) {
  const rowsBy = (make: (condition: Condition, article: Article) => Row) => (article: Article) =>
    conditionsOf(article, book).map((condition) => make(condition, article))
  const records = rowsBy(recordRow)
  const validities = rowsBy(validityRow)
  // A number's first two digits tell the record's kind, the rest is the SKU.
  const ofNumber = (number: string) => book.article(number.slice(2))
  return {
    records: viewOf(book.articles, records, {
      ConditionRecord: exactly('ConditionRecord', ofNumber, records),
    }),
    validities: viewOf(book.articles, validities, {
      ConditionRecord: exactly('ConditionRecord', ofNumber, validities),
      Material: exactly('Material', book.article, validities),
    }),
  }
}

function conditionsOf({ variant, product }: Article, book: Book): readonly Condition[] {
  const { world } = book
  const today = world.now.toISOString().slice(0, 10)
  const { sku, price, pricePer } = variant
  const plain: Condition = {
    number: `10${sku}`,
    from: dayAfter(today, -product.createdDaysAgo),
    until: FOREVER,
    cents: price * pricePer,
    per: pricePer,
    type: 'PPR0',
    table: '304',
  }
  const peculiar = PECULIAR[lot(sku, 10)]
  const customer = firstCustomer(world.customers)
  const regular = peculiar ? peculiar({ plain, sku, today, customer }) : [plain]
  return [...regular, ...book.markdownsOf(sku).map((markdown, at) => promotional(plain, markdown, at))]
}

/** A promotion's sales price: a record of its own type beside the regular one, which goes on. */
function promotional(plain: Condition, { sku, from, until, price }: WorldMarkdown, at: number): Condition {
  return { ...plain, number: `${16 + at}${sku}`, type: 'VKA0', from, until, cents: price * plain.per }
}

interface Setting {
  /** The record that holds today, were there no other. */
  readonly plain: Condition
  readonly sku: string
  readonly today: string
  readonly customer: string
}

/** Five of ten lots of articles have a second record. */
const PECULIAR: readonly ((setting: Setting) => readonly Condition[])[] = [
  function dearerBefore({ plain, sku, today }) {
    const changed = dayAfter(today, -60)
    if (plain.from >= changed) return [plain]
    const before = { ...plain, number: `11${sku}`, until: dayAfter(changed, -1), cents: plain.cents + 500 }
    return [before, { ...plain, from: changed }]
  },
  function dearerSoon({ plain, sku, today }) {
    const changes = dayAfter(today, 21)
    const after = { ...plain, number: `12${sku}`, from: changes, cents: plain.cents + 300 }
    return [after, { ...plain, until: dayAfter(changes, -1) }]
  },
  ({ plain, sku }) => [{ ...plain, number: `13${sku}`, cents: plain.cents + 900, deleted: true }, plain],
  ({ plain, sku, customer }) => [{ ...half(plain), number: `14${sku}`, customer, table: '305' }, plain],
  ({ plain, sku }) => [{ ...half(plain), number: `15${sku}`, priceList: '02', table: '306' }, plain],
]

function recordRow(condition: Condition, { product }: Article): Row {
  const unit = product.weighed ? 'KG' : 'PC'
  return {
    ConditionRecord: condition.number,
    ConditionSequentialNumber: '01',
    ConditionTable: condition.table,
    ConditionApplication: 'V',
    ConditionType: condition.type,
    ConditionValidityStartDate: condition.from,
    ConditionValidityEndDate: condition.until,
    ConditionCalculationType: 'C',
    ConditionRateValue: scaled(euros(condition.cents), 3),
    ConditionRateValueUnit: 'EUR',
    ConditionRateAmount: scaled(euros(condition.cents), 9),
    ConditionCurrency: 'EUR',
    ConditionQuantity: String(condition.per),
    ConditionQuantityUnit: unit,
    ConditionToBaseQtyNmrtr: '1',
    ConditionToBaseQtyDnmntr: '1',
    BaseUnit: unit,
    ConditionIsDeleted: condition.deleted ?? false,
  }
}

function validityRow(condition: Condition, { variant }: Article): Row {
  return {
    ConditionRecord: condition.number,
    ConditionValidityStartDate: condition.from,
    ConditionValidityEndDate: condition.until,
    ConditionApplication: 'V',
    ConditionType: condition.type,
    SalesOrganization: '1010',
    DistributionChannel: '10',
    Material: padded(variant.sku, 18),
    Customer: condition.customer ?? '',
    PriceListType: condition.priceList ?? '',
  }
}

function half(condition: Condition): Condition {
  return { ...condition, cents: Math.floor(condition.cents / 2) }
}

function firstCustomer(customers: Book['world']['customers']): string {
  return customers.find(({ erpCustomer }) => erpCustomer !== null)?.erpCustomer ?? ''
}

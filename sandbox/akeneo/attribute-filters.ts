import type { PimAttribute } from './attributes.ts'
import { type Criterion, isRecord, kindOf, listOf, type Predicate, unsupported } from './criteria.ts'
import { CHANNELS, LOCALES, type PimEntry } from './pim.ts'
import { unprocessable } from './problem.ts'
import { COMPARE, type FilterContext } from './property-filters.ts'
import { isOneOf, partPredicate, textPredicate } from './text-filters.ts'

/** Whether one value's `data` fits. */
type DataPredicate = (data: unknown) => boolean

/** The filter on an attribute's values. Throws a `Problem` for locale or channel that the attribute lacks or needs. */
export function attributeFilter(
  attribute: PimAttribute,
  criterion: Criterion,
  context: FilterContext,
): Predicate {
  checkContext(attribute, criterion)
  const valueIn = ({ values }: PimEntry) =>
    values[attribute.code]?.find(
      ({ locale, scope }) =>
        (!attribute.localizable || locale === criterion.locale) &&
        (!attribute.scopable || scope === criterion.scope),
    )
  if (EMPTINESS[criterion.operator] && attribute.type !== 'pim_catalog_boolean') {
    return (entry) => (valueIn(entry) === undefined) === (criterion.operator === 'EMPTY')
  }
  const fits = dataPredicate(attribute, criterion, context)
  // A product without the value also fits what it is not: `!=`, NOT IN, DOES NOT CONTAIN.
  const whenAbsent = /^(!=|NOT IN|DOES NOT CONTAIN)$/.test(criterion.operator)
  return (entry) => {
    const value = valueIn(entry)
    return value === undefined ? whenAbsent : fits(value.data)
  }
}

const EMPTINESS: Readonly<Record<string, boolean>> = { EMPTY: true, 'NOT EMPTY': true }

function checkContext({ code, localizable, scopable }: PimAttribute, { locale, scope }: Criterion): void {
  if (localizable && locale === null) {
    throw unprocessable(`Attribute "${code}" expects a locale, none given.`)
  }
  if (localizable && !LOCALES.includes(locale ?? '')) {
    throw unprocessable(`Attribute "${code}" expects an existing and activated locale, "${locale}" given.`)
  }
  if (scopable && scope === null) throw unprocessable(`Attribute "${code}" expects a scope, none given.`)
  if (scopable && !CHANNELS.includes(scope ?? '')) {
    throw unprocessable(`Attribute "${code}" expects an existing scope, "${scope}" given.`)
  }
}

function dataPredicate(attribute: PimAttribute, criterion: Criterion, context: FilterContext): DataPredicate {
  switch (attribute.type) {
    case 'pim_catalog_identifier':
      return onText(textPredicate(criterion))
    case 'pim_catalog_simpleselect':
      return optionPredicate(attribute, criterion, context)
    case 'pim_catalog_boolean':
      return booleanPredicate(criterion)
    case 'pim_catalog_number':
      return numberPredicate(criterion, criterion.value, (data) => data)
    case 'pim_catalog_metric':
      return metricPredicate(criterion)
    default:
      return onText(partPredicate(criterion))
  }
}

function onText(fits: (text: string) => boolean): DataPredicate {
  return (data) => fits(String(data))
}

function optionPredicate(
  { code }: PimAttribute,
  criterion: Criterion,
  { pim }: FilterContext,
): DataPredicate {
  const among = isOneOf(criterion, unsupported)
  const unknown = listOf(criterion).find((item) => !pim.options.get(code)?.has(item))
  if (unknown !== undefined) throw unprocessable(`Object "option" with code "${unknown}" does not exist`)
  return onText(among)
}

function booleanPredicate(criterion: Criterion): DataPredicate {
  const { operator, property, value } = criterion
  if (operator !== '=' && operator !== '!=') throw unsupported(criterion)
  if (typeof value !== 'boolean') {
    throw unprocessable(`Property "${property}" expects a boolean as data, "${kindOf(value)}" given.`)
  }
  return (data) => (data === value) === (operator === '=')
}

function metricPredicate(criterion: Criterion): DataPredicate {
  const { property, value } = criterion
  const { amount, unit } = isRecord(value) ? value : {}
  if (unit !== 'GRAM') {
    throw unprocessable(
      `Property "${property}" expects an array with the keys "amount" and "unit" (of the family "Weight").`,
    )
  }
  return numberPredicate(criterion, amount, amountOf)
}

function amountOf(data: unknown): unknown {
  const { amount = null } = isRecord(data) ? data : {}
  return amount
}

function numberPredicate(
  criterion: Criterion,
  wanted: unknown,
  read: (data: unknown) => unknown,
): DataPredicate {
  const compare = COMPARE[criterion.operator]
  if (compare === undefined) throw unsupported(criterion)
  if ((typeof wanted !== 'number' && typeof wanted !== 'string') || !Number.isFinite(Number(wanted))) {
    throw unprocessable(
      `Property "${criterion.property}" expects a numeric as data, "${kindOf(wanted)}" given.`,
    )
  }
  return (data) => compare(Number(read(data)), Number(wanted))
}

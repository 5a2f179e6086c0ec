import { Refusal } from '../refusal.ts'
import type { Entity } from './entity.ts'

/** What this retailer's customizing has: one sales area, one order type, one returns type. */
const SALES_AREA = { SalesOrganization: '1010', DistributionChannel: '10', OrganizationDivision: '00' }

/** The text of a property, '' where it was not sent. */
export function textOf({ row }: Entity, name: string): string {
  const value = row[name]
  return typeof value === 'string' ? value : ''
}

/** A business refusal: 400 with a message class and number of sales documents. */
export function refused(code: string, message: string, target = ''): Refusal {
  return new Refusal(400, code, message, target)
}

/** Throws unless every property was sent with a value. */
export function needs(entity: Entity, ...names: readonly string[]): void {
  for (const name of names) {
    if (textOf(entity, name) === '') throw refused('V1/004', `Enter a value for ${name}.`, name)
  }
}

/** Throws for a property or navigation that this entity type has and a caller may not set. */
export function allows(entity: Entity, names: readonly string[], navigations: readonly string[] = []): void {
  for (const name of Object.keys(entity.row)) {
    if (!names.includes(name)) throw refused('/IWBEP/CM_MGW_RT/185', `Property ${name} cannot be set.`, name)
  }
  for (const name of entity.nested.keys()) {
    if (!navigations.includes(name))
      throw new Refusal(501, '/IWBEP/CM_MGW_RT/021', `Deep insert of '${name}' is not supported.`, name)
  }
}

/** Throws unless the document is of the one sales area. */
export function inSalesArea(entity: Entity): void {
  needs(entity, ...Object.keys(SALES_AREA))
  for (const [name, value] of Object.entries(SALES_AREA)) {
    if (textOf(entity, name) !== value)
      throw refused('V1/326', 'The sales area is not defined for sales documents.', name)
  }
}

/** Throws for a currency that is not the retailer's; none is. */
export function inEuros(entity: Entity, name: string): void {
  if (!['', 'EUR'].includes(textOf(entity, name)))
    throw refused('SG/105', 'Enter a rate for the currency.', name)
}

/** Throws for a text that is sent and not among those that exist. */
export function oneOf(
  entity: Entity,
  name: string,
  { values, code }: { readonly values: readonly string[]; readonly code: string },
): void {
  const value = textOf(entity, name)
  if (value !== '' && !values.includes(value)) throw refused(code, `${name} '${value}' is not defined.`, name)
}

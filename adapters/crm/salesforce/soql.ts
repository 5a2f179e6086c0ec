/** A field of an object, as field-level security sees it. */
export interface FieldName {
  readonly object: string
  readonly field: string
}

/** Whether the integration user may see a field; true until Salesforce has said otherwise. */
export type Sees = (name: FieldName) => boolean

/** What a query selects: a path, and the fields that must be visible for it. */
export interface Column {
  readonly path: string
  readonly needs: readonly FieldName[]
}

/** A statement that can leave out what the user may not see. */
export interface Query {
  readonly object: string
  readonly columns: readonly Column[]
  /** Lists of records that point at this one. */
  readonly children?: readonly ChildQuery[]
  /** WHERE, ORDER BY and LIMIT; never pruned. */
  readonly tail: string
}

/** A subquery: the relationship's word, and the object behind it. */
interface ChildQuery {
  readonly relationship: string
  readonly columns: readonly Column[]
  readonly tail: string
}

/** Columns that are an object's own fields; null names (not mapped by the retailer) are left out. */
export function own(object: string, names: readonly (string | null)[]): readonly Column[] {
  const distinct = [...new Set(names)].filter((name) => name !== null)
  return distinct.map((path) => ({ path, needs: [{ object, field: path }] }))
}

/** A parent's name, through a reference that is named after the parent's object: `JournalType.Name`. */
export function parentName(object: string, relationship: string): Column {
  return throughReference(object, { relationship, type: relationship }, 'Name')
}

/**
 * A parent's field, through a reference: `Program.Name` through `ProgramId` to LoyaltyProgram. A retailer's own reference
 * `Tier__c` is followed as `Tier__r`.
 */
export function throughReference(
  object: string,
  { relationship, type }: { readonly relationship: string; readonly type: string },
  field: string,
): Column {
  const reference = relationship.endsWith('__r') ? `${relationship.slice(0, -3)}__c` : `${relationship}Id`
  return {
    path: `${relationship}.${field}`,
    needs: [
      { object, field: reference },
      { object: type, field },
    ],
  }
}

/** A parent's field, through a reference of another name than the parent's: `Owner.Name`, `CreatedBy.UserType`. */
export function referencedField(
  { object, field }: FieldName,
  { relationship, parent }: { readonly relationship: string; readonly parent: FieldName },
): Column {
  return { path: `${relationship}.${parent.field}`, needs: [{ object, field }, parent] }
}

/** The statement with every column the user may see. */
export function soqlOf({ object, columns, children = [], tail }: Query, sees: Sees): string {
  const lists = children.map(
    (child) => `(SELECT ${seen(child.columns, sees)} FROM ${child.relationship} ${child.tail})`,
  )
  return `SELECT ${[seen(columns, sees), ...lists].join(', ')} FROM ${object} ${tail}`.trim()
}

/** Every object whose fields the query names. */
export function objectsOf({ columns, children = [] }: Query): readonly string[] {
  const all = [...columns, ...children.flatMap((child) => child.columns)]
  return [...new Set(all.flatMap(({ needs }) => needs.map(({ object }) => object)))]
}

/** A text as a SOQL literal: backslash and single quote escaped, nothing else can end it. */
export function quoted(text: string): string {
  const escaped = text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r')
  return `'${escaped}'`
}

/** `Field IN ('a','b')`, each value once. */
export function among(field: string, values: readonly string[]): string {
  return `${field} IN (${[...new Set(values)].map(quoted).join(',')})`
}

function seen(columns: readonly Column[], sees: Sees): string {
  const paths = columns.filter(({ needs }) => needs.every(sees)).map(({ path }) => path)
  return paths.length > 0 ? paths.join(', ') : 'Id'
}

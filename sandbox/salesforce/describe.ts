import type { Field, FieldType } from './object-type.ts'
import type { Org, Table } from './org.ts'

/** `sobjects/X/describe`: the object as this user sees it; hidden fields are not listed. */
export function describeObject(table: Table, version: string) {
  return {
    ...summary(table, version),
    fields: table.fields.map((field) => describeField(field, table)),
    childRelationships: table.type.children.map(({ relationship, type, field }) => ({
      relationshipName: relationship,
      childSObject: type,
      field,
      cascadeDelete: false,
      deprecatedAndHidden: false,
    })),
    recordTypeInfos: [],
  }
}

/** `sobjects`: every object, briefly. */
export function describeGlobal({ tables }: Org, version: string) {
  return { encoding: 'UTF-8', maxBatchSize: 200, sobjects: tables.map((table) => summary(table, version)) }
}

/** `sobjects/X` without an id. */
export function basicInformation(table: Table, version: string) {
  return { objectDescribe: summary(table, version), recentItems: [] }
}

function summary({ name, type }: Table, version: string) {
  const base = `/services/data/${version}/sobjects/${name}`
  return {
    name,
    label: name,
    labelPlural: `${name}s`,
    keyPrefix: type.keyPrefix,
    custom: name.endsWith('__c'),
    queryable: true,
    retrieveable: true,
    searchable: false,
    createable: (type.dml?.insert ?? null) !== null,
    updateable: type.dml !== undefined,
    deletable: false,
    urls: { sobject: base, describe: `${base}/describe`, rowTemplate: `${base}/{ID}` },
  }
}

/** What the integration user may do with a field. */
function writing(name: string, { type: { dml } }: Table) {
  const open = dml?.fields.includes(name) ?? false
  const createable = open && dml?.insert !== null
  return { unique: dml?.unique.includes(name) ?? false, createable, updateable: open }
}

function describeField({ name, type, externalId, parent }: Field<unknown>, table: Table) {
  const long = type === 'textarea' || type === 'address'
  return {
    name,
    label: name.replace(/__c$/, '').replaceAll('_', ' '),
    type,
    soapType: SOAP_TYPES[type] ?? 'xsd:string',
    length: type === 'id' || type === 'reference' ? 18 : type === 'textarea' ? 32_000 : 255,
    custom: name.endsWith('__c'),
    externalId,
    idLookup: type === 'id' || type === 'email' || externalId,
    caseSensitive: false,
    nillable: type !== 'id' && type !== 'boolean',
    filterable: !long,
    sortable: !long,
    groupable: !long && type !== 'datetime' && type !== 'double',
    ...writing(name, table),
    calculated: false,
    referenceTo: parent ? [parent.type] : [],
    relationshipName: parent?.relationship ?? null,
    picklistValues: [],
  }
}

const SOAP_TYPES: Readonly<Partial<Record<FieldType, string>>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  double: 'xsd:double',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  address: 'urn:address',
}

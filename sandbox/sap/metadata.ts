import type { EntitySet, Kind, Property, Service } from './edm.ts'

const V2_TYPES: Readonly<Record<Kind, string>> = {
  String: 'Edm.String',
  Decimal: 'Edm.Decimal',
  Double: 'Edm.Double',
  Boolean: 'Edm.Boolean',
  Date: 'Edm.DateTime',
  Timestamp: 'Edm.DateTimeOffset',
  Time: 'Edm.Time',
  UUID: 'Edm.Guid',
}
const V4_TYPES: Readonly<Record<Kind, string>> = {
  ...V2_TYPES,
  Date: 'Edm.Date',
  Time: 'Edm.TimeOfDay',
}

/** The service's `$metadata`. Navigations that lead nowhere in this sandbox are left out of it. */
export function metadataXml(service: Service, version: 'V2' | 'V4'): string {
  return version === 'V2' ? edmxV2(service) : edmxV4(service)
}

function edmxV2(service: Service): string {
  const sets = [...service.sets.values()]
  const associations = sets.flatMap((set) =>
    linksOf(set, service).map((link) => associationOf(link, service)),
  )
  const body = [
    ...sets.map((set) =>
      typeXml(
        set,
        V2_TYPES,
        linksOf(set, service).map((link) => navV2(link, service)),
      ),
    ),
    ...associations.map(({ type }) => type),
    `<EntityContainer Name="${service.name}_Entities" m:IsDefaultEntityContainer="true">`,
    ...sets.map((set) => `<EntitySet Name="${set.name}" EntityType="${service.name}.${set.type.name}"/>`),
    ...associations.map(({ set }) => set),
    '</EntityContainer>',
  ]
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<edmx:Edmx Version="1.0" xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx"',
    ' xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"',
    ' xmlns:sap="http://www.sap.com/Protocols/SAPData"><edmx:DataServices m:DataServiceVersion="2.0">',
    `<Schema Namespace="${service.name}" xmlns="http://schemas.microsoft.com/ado/2008/09/edm">`,
    ...body,
    '</Schema></edmx:DataServices></edmx:Edmx>',
  ].join('\n')
}

function edmxV4(service: Service): string {
  const sets = [...service.sets.values()]
  const bindings = (set: EntitySet) =>
    linksOf(set, service)
      .map(({ name, target }) => `<NavigationPropertyBinding Path="${name}" Target="${target.name}"/>`)
      .join('')
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>',
    `<Schema Namespace="${service.name}" xmlns="http://docs.oasis-open.org/odata/ns/edm">`,
    ...sets.map((set) =>
      typeXml(
        set,
        V4_TYPES,
        linksOf(set, service).map((link) => navV4(link, service)),
      ),
    ),
    '<EntityContainer Name="Container">',
    ...sets.map(
      (set) =>
        `<EntitySet Name="${set.name}" EntityType="${service.name}.${set.type.name}">${bindings(set)}</EntitySet>`,
    ),
    '</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>',
  ].join('\n')
}

interface Link {
  readonly name: string
  readonly from: EntitySet
  readonly target: EntitySet
  readonly many: boolean
  /** Pairs of (own property, property of the target) that both types declare. */
  readonly on: readonly (readonly [string, string])[]
}

function linksOf(from: EntitySet, service: Service): readonly Link[] {
  return [...from.type.navigations.values()].flatMap(({ name, target, many, on }) => {
    const set = target === null ? undefined : service.sets.get(target)
    const declared = on.filter(([own]) => from.type.properties.has(own))
    return set ? [{ name, from, target: set, many, on: declared }] : []
  })
}

function navV2(link: Link, { name }: Service): string {
  const association = `${name}.${associationName(link)}`
  return `<NavigationProperty Name="${link.name}" Relationship="${association}" FromRole="From" ToRole="To"/>`
}

function navV4({ name, target, many, on }: Link, service: Service): string {
  const type = `${service.name}.${target.type.name}`
  const pairs = on.map(
    ([own, theirs]) => `<ReferentialConstraint Property="${own}" ReferencedProperty="${theirs}"/>`,
  )
  const open = `<NavigationProperty Name="${name}" Type="${many ? `Collection(${type})` : type}">`
  return `${open}${pairs.join('')}</NavigationProperty>`
}

function associationName({ from, name }: Link): string {
  return `assoc_${from.name}_${name}`
}

function associationOf(link: Link, { name }: Service) {
  const { from, target, on } = link
  const own = associationName(link)
  const references = (side: 0 | 1) => on.map((pair) => `<PropertyRef Name="${pair[side]}"/>`).join('')
  return {
    type: [
      `<Association Name="${own}"><End Type="${name}.${from.type.name}" Multiplicity="1" Role="From"/>`,
      `<End Type="${name}.${target.type.name}" Multiplicity="${link.many ? '*' : '0..1'}" Role="To"/>`,
      `<ReferentialConstraint><Principal Role="From">${references(0)}</Principal>`,
      `<Dependent Role="To">${references(1)}</Dependent></ReferentialConstraint></Association>`,
    ].join(''),
    set: [
      `<AssociationSet Name="${own}" Association="${name}.${own}"><End EntitySet="${from.name}" Role="From"/>`,
      `<End EntitySet="${target.name}" Role="To"/></AssociationSet>`,
    ].join(''),
  }
}

function typeXml(
  { type }: EntitySet,
  types: Readonly<Record<Kind, string>>,
  navs: readonly string[],
): string {
  const keys = type.keys.map((key) => `<PropertyRef Name="${key}"/>`).join('')
  const properties = [...type.properties.values()].map((each) => propertyXml(each, type.keys, types))
  return [`<EntityType Name="${type.name}"><Key>${keys}</Key>`, ...properties, ...navs, '</EntityType>'].join(
    '\n',
  )
}

function propertyXml(
  { name, kind, length, scale }: Property,
  keys: readonly string[],
  types: Readonly<Record<Kind, string>>,
): string {
  const size = kind === 'Decimal' ? ` Precision="${length}" Scale="${scale ?? 0}"` : ` MaxLength="${length}"`
  const nullable = keys.includes(name) ? ' Nullable="false"' : ''
  return `<Property Name="${name}" Type="${types[kind]}"${nullable}${length === null ? '' : size}/>`
}

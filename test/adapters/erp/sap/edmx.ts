/** One entity set of the published services: keys, navigations and typed fields. */
export interface FieldList {
  readonly set: string
  readonly keys: readonly string[]
  readonly navigations: readonly string[]
  /** Type by field: `String(10)`, `Decimal(16,3)`, `Date`. */
  readonly fields: ReadonlyMap<string, string>
}

/** Where a navigation leads and which fields join the two sets; same names on both sides. */
export interface Join {
  readonly from: string
  readonly navigation: string
  readonly to: string
  readonly many: boolean
  readonly on: readonly string[]
}

/** Reads a list of entity sets: a block each, `# SET keys: ...`, `nav: ...`, `fields: Name:Type, ...`, perhaps cut off. */
export function readFieldLists(text: string): ReadonlyMap<string, FieldList> {
  const blocks = text.split(/^# /m).slice(1)
  const lists = blocks.map((block): FieldList => {
    const [, set = '', keyNames = ''] = /^(\w+) keys: ([\w,]+)/.exec(block) ?? []
    const navigations = /^ nav: ([\w,]*)/m.exec(block)?.[1] ?? ''
    const pairs = [
      ...block.matchAll(
        /(\w+):((?:String|Decimal|Boolean|Date|DateTime|Timestamp|Time|UUID|Double)\b(?:\([\d,]+\))?)/g,
      ),
    ]
    const keys = keyNames.split(',')
    return {
      set,
      keys,
      navigations: navigations.split(',').filter(Boolean),
      // The lists leave out keys that an entity type inherits.
      fields: new Map([
        ...keys.map((key) => [key, 'String(10)'] as const),
        ...pairs.map(([, name = '', type = '']) => [name, type] as const),
      ]),
    }
  })
  return new Map(lists.map((list) => [list.set, list]))
}

const EDM: Readonly<Record<string, string>> = {
  String: 'Edm.String',
  Decimal: 'Edm.Decimal',
  Boolean: 'Edm.Boolean',
  Date: 'Edm.DateTime',
  DateTime: 'Edm.DateTime',
  Timestamp: 'Edm.DateTimeOffset',
  Time: 'Edm.Time',
  UUID: 'Edm.Guid',
  Double: 'Edm.Double',
}

/** The OData V2 metadata document of one service over these sets; joins that leave the service are left out. */
export function edmxOf(namespace: string, lists: readonly FieldList[], joins: readonly Join[]): string {
  const sets = new Set(lists.map(({ set }) => set))
  const inside = joins.filter(({ from, to }) => sets.has(from) && sets.has(to))
  const types = lists.map((list) => entityType(namespace, list, inside))
  const associations = inside.map((join) => association(namespace, join))
  const container = [
    ...lists.map(({ set }) => `<EntitySet Name="${set}" EntityType="${namespace}.${set}Type"/>`),
    ...inside.map(
      (join) =>
        `<AssociationSet Name="${nameOf(join)}_Set" Association="${namespace}.${nameOf(join)}">` +
        `<End EntitySet="${join.from}" Role="from"/><End EntitySet="${join.to}" Role="to"/></AssociationSet>`,
    ),
  ]
  return `<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="1.0" xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx"
  xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">
<edmx:DataServices m:DataServiceVersion="2.0">
<Schema Namespace="${namespace}" xmlns="http://schemas.microsoft.com/ado/2008/09/edm">
${[...types, ...associations].join('\n')}
<EntityContainer Name="${namespace}_Entities" m:IsDefaultEntityContainer="true">
${container.join('\n')}
</EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`
}

function entityType(namespace: string, { set, keys, fields }: FieldList, joins: readonly Join[]): string {
  const properties = [...fields].map(([name, type]) => {
    const [, kind = 'String', length, scale] = /^(\w+)(?:\((\d+)(?:,(\d+))?\))?$/.exec(type) ?? []
    const facets =
      kind === 'Decimal'
        ? ` Precision="${length ?? 31}" Scale="${scale ?? 0}"`
        : length
          ? ` MaxLength="${length}"`
          : ''
    return `<Property Name="${name}" Type="${EDM[kind]}"${facets}${keys.includes(name) ? ' Nullable="false"' : ''}/>`
  })
  const navigations = joins
    .filter(({ from }) => from === set)
    .map(
      (join) =>
        `<NavigationProperty Name="${join.navigation}" Relationship="${namespace}.${nameOf(join)}" FromRole="from" ToRole="to"/>`,
    )
  const references = keys.map((key) => `<PropertyRef Name="${key}"/>`).join('')
  return `<EntityType Name="${set}Type"><Key>${references}</Key>${properties.join('')}${navigations.join('')}</EntityType>`
}

function association(namespace: string, join: Join): string {
  const references = join.on.map((name) => `<PropertyRef Name="${name}"/>`).join('')
  return (
    `<Association Name="${nameOf(join)}">` +
    `<End Type="${namespace}.${join.from}Type" Multiplicity="1" Role="from"/>` +
    `<End Type="${namespace}.${join.to}Type" Multiplicity="${join.many ? '*' : '0..1'}" Role="to"/>` +
    `<ReferentialConstraint><Principal Role="from">${references}</Principal>` +
    `<Dependent Role="to">${references}</Dependent></ReferentialConstraint></Association>`
  )
}

function nameOf({ from, navigation }: Join): string {
  return `${from}_${navigation}`
}

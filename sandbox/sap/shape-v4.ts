import { type Cell, cell, type EntitySet, follow, type Property, type Row, type Service } from './edm.ts'
import { page, WHOLE } from './page.ts'
import type { Expansion, Shape } from './query.ts'

/** The property that tells versions of a record apart. */
const CHANGED_AT = 'LastChangeDateTime'

export interface StyleV4 {
  readonly service: Service
  /** `IEEE754Compatible=true`: decimals as text instead of JSON numbers. */
  readonly decimalsAsText: boolean
}

/** One record in V4's JSON. Navigations that are not expanded do not appear. */
export function entityV4(row: Row, set: EntitySet, shape: Shape, style: StyleV4): Record<string, unknown> {
  const changed = row[CHANGED_AT]
  const shown: Record<string, unknown> =
    typeof changed === 'string' ? { '@odata.etag': `W/"${changed}"` } : {}
  for (const property of set.type.properties.values()) {
    if (shape.select && !shape.select.has(property.name)) continue
    shown[property.name] = valueV4(cell(row, property), property, style)
  }
  for (const [name, expansion] of shape.expand) shown[name] = expanded(row, expansion, style)
  return shown
}

/** A cell in V4's JSON: dates and times in ISO 8601, decimals as JSON numbers unless text is asked for. */
export function valueV4(value: Cell, { kind }: Property, { decimalsAsText }: StyleV4): unknown {
  if (value === null || (kind !== 'Decimal' && kind !== 'Double')) return value
  return decimalsAsText && kind === 'Decimal' ? value : Number(value)
}

function expanded(row: Row, { navigation, target, options }: Expansion, style: StyleV4): unknown {
  if (!target) return navigation.many ? [] : null
  const rows = page(target, follow(style.service, navigation, row), options, WHOLE).rows
  const shown = rows.map((each) => entityV4(each, target, options.shape, style))
  return navigation.many ? shown : (shown[0] ?? null)
}

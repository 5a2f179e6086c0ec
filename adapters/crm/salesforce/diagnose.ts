import type { Answer, Caller } from '../../call/caller.ts'
import { parseShape, readJson } from '../../call/json.ts'
import { SourceError } from '../../error.ts'
import type { Diagnosis } from '../../source.ts'
import { instant } from '../../time.ts'
import type { FieldName, Query } from './soql.ts'
import type { Visibility } from './visibility.ts'
import { versionsShape } from './wire.ts'

/** What Salesforce says of itself beside every answer. */
export interface Vitals {
  /** Told of every answer. */
  heard(answer: Answer): void
  /** Calls of the last 24 hours, from `Sforce-Limit-Info`; null before any answer. */
  budget(): Diagnosis['budget']
  /** The `Date` of the last answer. */
  clock(): Diagnosis['clock']
}

/** Remembers the budget and the time that answers carry in their headers. */
export function createVitals(): Vitals {
  let budget: Diagnosis['budget'] = null
  let date: Date | null = null
  return {
    heard({ headers }) {
      const [, used, limit] = /api-usage=(\d+)\/(\d+)/.exec(String(headers['sforce-limit-info'] ?? '')) ?? []
      if (used !== undefined) budget = { used: Number(used), limit: Number(limit) }
      const { date: text = '' } = headers
      const told = new Date(String(text))
      if (!Number.isNaN(told.getTime())) date = told
    },
    budget: () => budget,
    clock: () => date && instant(date),
  }
}

/** Near this part of the budget the vendor's advice is to stop what is not vital. */
const BUDGET_WARNING = 0.9

export interface DiagnoseOptions {
  readonly source: string
  readonly instance: Caller
  /** `v60.0`. */
  readonly version: string
  readonly visibility: Visibility
  readonly vitals: Vitals
  /** Every statement the ports ask. */
  readonly queries: readonly Query[]
  /** Fields that keep a write from being done twice. */
  readonly keys: readonly KeyField[]
}

/** A field with our keys, and the option that is left out where it cannot be had. */
export interface KeyField extends FieldName {
  readonly option: string
}

/** Signs in, reads the versions, and describes every object the ports read. Throws a `SourceError`. */
export async function diagnose(options: DiagnoseOptions): Promise<Diagnosis> {
  const { source, instance, version, visibility, vitals, queries, keys } = options
  const answer = await instance.call({
    method: 'GET',
    path: 'services/data/',
    route: 'versions',
    headers: { accept: 'application/json' },
  })
  if (answer.status !== 200) {
    throw new SourceError(
      source,
      'SOURCE_UNAVAILABLE',
      `no Salesforce API there (HTTP ${answer.status}); check url`,
    )
  }
  const versions = parseShape(source, versionsShape, readJson(source, answer)).map(
    (each) => `v${each.version}`,
  )
  const needs = queries.flatMap(({ columns, children = [] }) =>
    [...columns, ...children.flatMap((child) => child.columns)].flatMap((column) => column.needs),
  )
  await visibility.learn([...needs, ...keys].map(({ object }) => object))
  const loose = keys.filter((name) => !visibility.isUnique(name))
  const hidden = new Set(
    needs.filter((name) => !visibility.sees(name)).map(({ object, field }) => `${object}.${field}`),
  )
  const budget = vitals.budget()
  return {
    version: versions.at(-1) ?? null,
    clock: vitals.clock(),
    budget,
    warnings: [
      ...[...hidden].map(
        (name) => `${name} is not there or hidden from the integration user: it reads as null`,
      ),
      ...loose.map(
        ({ object, field, option }) =>
          `${object}.${field} is no unique external id: a repeated call may be done twice; make it one, or leave out ${option}`,
      ),
      ...(versions.includes(version) ? [] : [`the org has no API ${version}; set apiVersion`]),
      ...(budget && budget.used > budget.limit * BUDGET_WARNING
        ? [`${budget.used} of ${budget.limit} calls of the last 24 hours are used`]
        : []),
    ],
  }
}

import { ApiError, errorReply, malformed, notFound, type Reply } from './api-error.ts'
import { basicInformation, describeGlobal, describeObject } from './describe.ts'
import { createRecord, updateRecord, upsertRecord } from './dml.ts'
import type { Org, Table } from './org.ts'
import type { Pages } from './pages.ts'
import type { Quota } from './quota.ts'
import { recordById, recordByKey, recordCollection } from './records.ts'
import { parseSoql } from './soql/parser.ts'
import { runQuery } from './soql/run.ts'

/** A call on one resource below `/services/data/vNN.0/`, alone or as a part of a composite. */
export interface Ask {
  readonly method: string
  /** `v60.0`. */
  readonly version: string
  /** The path's parts after the version, decoded. */
  readonly path: readonly string[]
  readonly query: URLSearchParams
  readonly body: unknown
  readonly batchSize: number
  /** `If-Unmodified-Since` of a call that stands alone; null without it. */
  readonly unmodifiedSince: string | null
}

/** What the resources work on. */
export interface Instance {
  readonly org: Org
  readonly pages: Pages
  readonly quota: Quota
  isLocked(values: unknown): boolean
}

type Resource = (ask: Ask, instance: Instance) => Reply

/** Answers a call; a refusal becomes the wire's array of errors. */
export function answer(ask: Ask, instance: Instance): Reply {
  try {
    const resource = ask.path.length === 0 ? directory : RESOURCES[ask.path[0] ?? '']
    if (!resource) throw notFound()
    return resource(ask, instance)
  } catch (error) {
    if (error instanceof ApiError) return errorReply(error)
    throw error
  }
}

/** Throws 405 unless the method is one of those the resource has. */
export function allowOnly(ask: Ask, ...methods: readonly string[]): void {
  if (methods.includes(ask.method)) return
  const allowed = methods.join(',')
  throw new ApiError(
    405,
    'METHOD_NOT_ALLOWED',
    `HTTP Method '${ask.method}' not allowed. Allowed are ${allowed}`,
  )
}

const query: Resource = (ask, { org, pages }) => {
  allowOnly(ask, 'GET')
  const [, locator] = ask.path
  if (locator !== undefined) return { status: 200, body: pages.next(locator, ask) }
  const soql = ask.query.get('q')
  if (!soql) throw malformed('A query string has to be specified')
  const { selection, rows } = runQuery(org, parseSoql(soql))
  if (selection === null) return { status: 200, body: { totalSize: rows.length, done: true, records: [] } }
  return { status: 200, body: pages.first(selection, rows, ask) }
}

const sobjects: Resource = (ask, { org, isLocked }) => {
  const [, name, key, value] = ask.path
  if (name === undefined) {
    allowOnly(ask, 'GET')
    return { status: 200, body: describeGlobal(org, ask.version) }
  }
  const table = org.table(name)
  if (!table || ask.path.length > 4) throw notFound()
  if (ask.method === 'GET') return one(ask, table, key, value)
  if (table.type.dml && isLocked(ask.body)) {
    throw new ApiError(400, 'UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access to this record', [])
  }
  if (ask.method === 'POST' && key === undefined) return createRecord(org, table, ask.body)
  if (ask.method === 'PATCH' && key !== undefined && value !== undefined) {
    return upsertRecord(org, table, [key, value], ask.body)
  }
  if (ask.method === 'PATCH' && key !== undefined) {
    return updateRecord(org, table, { id: key, unmodifiedSince: ask.unmodifiedSince }, ask.body)
  }
  throw new ApiError(403, 'INSUFFICIENT_ACCESS_OR_READONLY', 'the integration user may only read')
}

function one({ version, query }: Ask, table: Table, key?: string, value?: string): Reply {
  if (key === undefined) return { status: 200, body: basicInformation(table, version) }
  if (value !== undefined) return recordByKey(table, [key, value], version)
  if (key === 'describe') return { status: 200, body: describeObject(table, version) }
  return recordById(table, key, query.get('fields'), version)
}

const composite: Resource = (ask, { org }) => {
  const [, resource, name] = ask.path
  if (resource !== 'sobjects' || name === undefined || ask.path.length !== 3) throw notFound()
  if (ask.method !== 'POST') throw new ApiError(400, 'NOT_SUPPORTED', 'ask with POST, the ids in the body')
  return recordCollection(org, name, ask.body, ask.version)
}

const limits: Resource = (ask, { quota }) => {
  allowOnly(ask, 'GET')
  return {
    status: 200,
    body: { DailyApiRequests: { Max: quota.limit, Remaining: quota.limit - quota.used() } },
  }
}

const directory: Resource = (ask) => {
  allowOnly(ask, 'GET')
  const base = `/services/data/${ask.version}`
  const names = ['sobjects', 'query', 'queryAll', 'composite', 'limits']
  return { status: 200, body: Object.fromEntries(names.map((name) => [name, `${base}/${name}`])) }
}

// Nothing in the world is ever deleted, so queryAll finds what query does.
const RESOURCES: Readonly<Record<string, Resource>> = { query, queryAll: query, sobjects, composite, limits }

import { readTagged } from '../../../adapters/erp/tryton/codec.ts'

export type Values = Readonly<Record<string, unknown>>

/** A button's work grows with the square of the records it is pressed on: each one read makes Tryton read its siblings. */
const HANDFUL = 4

/** A row that was asked for; fields are what the caller asked for, by name. */
export type Row = Readonly<Record<string, unknown>> & { readonly id: number }

/** Tryton as its own client sees it, signed in, to fill a database with. */
export interface Rpc {
  call(method: string, ...params: unknown[]): Promise<unknown>
  create(model: string, rows: readonly Values[]): Promise<readonly number[]>
  /** Every record of a domain with these fields, in the order of their ids. */
  rows(model: string, domain: readonly unknown[], fields?: readonly string[]): Promise<readonly Row[]>
  /** Pairs of ids and what to write to them, in one call. */
  write(model: string, ...pairs: unknown[]): Promise<void>
  /** Presses a button on records, a few at a time; warnings are acknowledged as a user would. */
  press(model: string, button: string, ids: readonly number[]): Promise<void>
  /** Reads the user's preferences again: the company chosen there belongs to every call. */
  refresh(): Promise<void>
}

/** Signs in. Rejects with Tryton's own words: this is a tool of tests. */
export async function openRpc(
  url: string,
  database: string,
  user: { readonly user: string; readonly password: string },
): Promise<Rpc> {
  let context: unknown = {}
  let authorization = ''

  async function post(method: string, params: readonly unknown[]): Promise<unknown> {
    const response = await fetch(`${url}/${database}/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
      body: JSON.stringify({ id: 1, method, params }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method}: HTTP ${response.status} ${text.slice(0, 300)}`)
    const { result, error } = JSON.parse(text) as { result?: unknown; error?: unknown }
    if (error) throw new Refusal(method, error)
    return readTagged(result)
  }
  const call = (method: string, ...params: unknown[]) => post(method, [...params, context])

  async function press(model: string, button: string, ids: readonly number[]): Promise<void> {
    for (const some of handfuls(ids)) await pressOnce(model, button, some)
  }

  const create = async (model: string, rows: readonly Values[]) =>
    rows.length === 0 ? [] : ((await call(`model.${model}.create`, rows)) as number[])

  async function pressOnce(model: string, button: string, ids: readonly number[]): Promise<void> {
    try {
      await call(`model.${model}.${button}`, ids)
    } catch (error) {
      const warning = error instanceof Refusal ? error.warning() : null
      if (warning === null) throw error
      await call('model.res.user.warning.create', [{ user: userId, name: warning, always: true }])
      await pressOnce(model, button, ids)
    }
  }

  const [userId, session] = (await post('common.db.login', [
    user.user,
    { password: user.password },
    'en',
  ])) as [number, string]
  authorization = `Session ${Buffer.from(`${user.user}:${userId}:${session}`).toString('base64')}`
  const refresh = async () => {
    context = await post('model.res.user.get_preferences', [true, {}])
  }
  await refresh()
  return {
    call,
    press,
    refresh,
    create,
    rows: async (model, domain, fields = []) =>
      (await call(
        `model.${model}.search_read`,
        domain,
        0,
        null,
        [['id', 'ASC']],
        [...fields, 'id'],
      )) as Row[],
    write: async (model, ...pairs) => {
      if (pairs.length > 0) await call(`model.${model}.write`, ...pairs)
    },
  }
}

function handfuls<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / HANDFUL) }, (_, at) =>
    all.slice(at * HANDFUL, (at + 1) * HANDFUL),
  )
}

/** An error of Tryton's, whole. */
class Refusal extends Error {
  readonly body: unknown
  constructor(method: string, body: unknown) {
    super(`${method}: ${JSON.stringify(body).slice(0, 1_500)}`)
    this.body = body
  }

  /** The name under which a warning is acknowledged; null for an error. */
  warning(): string | null {
    const [kind, args] = Array.isArray(this.body) ? this.body : []
    return kind === 'UserWarning' && Array.isArray(args) ? String(args[0]) : null
  }
}

import { z } from 'zod'
import type { Answer } from '../../call/caller.ts'
import { parseShape } from '../../call/json.ts'
import { SourceError } from '../../error.ts'
import type { Connection } from './connection.ts'
import { resultOf, writeEndOf } from './refusal.ts'
import { hasRight, type Right } from './rights.ts'

/**
 * Writes to one Tryton. Each call is sent once and is one transaction. What the system refuses is a CONFLICT, and nothing was written;
 * what the user has no right to do is the operator's to grant: SOURCE_UNAVAILABLE.
 */
export interface TrytonWriter {
  /** Creates records; their ids, in the same order. */
  create(model: string, records: readonly Values[]): Promise<readonly number[]>
  /** Changes fields of records. */
  change(model: string, ids: readonly number[], values: Values): Promise<void>
  remove(model: string, ids: readonly number[]): Promise<void>
  /** Presses a button on records. It leaves alone, without a word, those whose state does not allow it. */
  press(model: string, button: string, ids: readonly number[]): Promise<void>
  /** Answers what a wizard asks about one record, by one of its buttons. */
  answer(wizard: string, asked: WizardAnswer): Promise<void>
}

/** Fields and what to write to them. */
export type Values = Readonly<Record<string, unknown>>

interface WizardAnswer {
  readonly model: string
  readonly id: number
  /** Fields of the form by its state. */
  readonly form: Readonly<Record<string, Values>>
  readonly button: string
}

export interface TrytonWriterOptions {
  readonly source: string
  readonly connection: Connection
  /** Longest time for one write, ms. */
  readonly timeoutMs: number
  /** Told of every warning that was acknowledged. */
  warned(what: string): void
}

/** More warnings of one call than this are no warnings. */
const MOST_WARNINGS = 20

const newIds = z.array(z.number())
const newWizard = z.tuple([z.number()]).rest(z.unknown())

/** A writer that has written nothing yet. */
export function createTrytonWriter(options: TrytonWriterOptions): TrytonWriter {
  const { source } = options
  const write = patiently(options)
  const access = (
    model: string,
    to: (Right & { readonly kind: 'ACCESS' })['to'],
    params: readonly unknown[],
  ) => write({ method: `model.${model}.${to}`, route: model, params, model, right: { kind: 'ACCESS', to } })
  return {
    async create(model, records) {
      return parseShape(source, newIds, await access(model, 'create', [records]))
    },
    async change(model, ids, values) {
      await access(model, 'write', [ids, values])
    },
    async remove(model, ids) {
      await access(model, 'delete', [ids])
    },
    async press(model, button, ids) {
      const right: Right = { kind: 'BUTTON', to: button }
      const method = `model.${model}.${button}`
      await write({ method, route: `${model}.${button}`, params: [ids], model, right })
    },
    async answer(wizard, { model, id, form, button }) {
      const context = { active_model: model, active_id: id, active_ids: [id] }
      const call = (step: string, params: readonly unknown[]) =>
        write({ method: `wizard.${wizard}.${step}`, route: wizard, params, context, model, right: WRITE })
      const [session] = parseShape(source, newWizard, await call('create', []))
      await call('execute', [session, form, button])
      await call('delete', [session])
    },
  }
}

const WRITE: Right = { kind: 'ACCESS', to: 'write' }

interface Write {
  readonly method: string
  readonly route: string
  readonly params: readonly unknown[]
  readonly context?: Values
  readonly model: string
  readonly right: Right
}

/** Sends a call until no warning holds it up, acknowledging each as one of the retailer's people would. */
function patiently({ source, connection, timeoutMs, warned }: TrytonWriterOptions) {
  const send = ({ method, route, params, context }: Omit<Write, 'model' | 'right'>): Promise<Answer> =>
    connection.send({ method, route, params, safe: false, timeoutMs, ...(context && { context }) })

  return async function write(what: Write): Promise<unknown> {
    for (let warnings = 0; warnings < MOST_WARNINGS; warnings++) {
      const end = writeEndOf(source, what.route, await send(what))
      if (end.kind === 'DONE') return end.result
      if (end.kind === 'REFUSED') throw await refused(what)
      await acknowledge(end.name)
      warned(what.route)
    }
    throw new SourceError(source, 'BAD_RESPONSE', `${what.route} warns without end`)
  }

  async function acknowledge(name: string): Promise<void> {
    // Good for the next call alone: a warning about another record asks anew.
    const warning = { user: await connection.user(), name, always: false }
    const [route, method] = ['res.user.warning', 'model.res.user.warning.create']
    resultOf(source, route, await send({ method, route, params: [[warning]] }))
  }

  async function refused({ route, model, right }: Write): Promise<SourceError> {
    if (await hasRight({ source, connection }, model, right)) {
      return new SourceError(source, 'CONFLICT', `${route} was refused for good`)
    }
    const missing = `no right to ${right.to} ${model}; grant it to the user`
    return new SourceError(source, 'SOURCE_UNAVAILABLE', missing)
  }
}

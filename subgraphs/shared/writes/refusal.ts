import { Refused } from './command.ts'

/** Why a change is not made, as the schema shows it; each domain has its own codes. */
export interface Refusal<Code extends string> {
  readonly code: Code
  readonly message: string
  readonly field: readonly string[] | null
  readonly retryable: boolean
  readonly lineId: string | null
}

/** How the mutations of one domain say no. */
interface Refusals<Code extends string> {
  /** One reason. */
  because(
    code: Code,
    message: string,
    more?: Partial<Pick<Refusal<Code>, 'field' | 'lineId' | 'retryable'>>,
  ): Refusal<Code>
  /** A change that is refused: nothing of it is kept, and its key may be used again. */
  refused(refusals: readonly Refusal<Code>[]): Error
  /** Refuses a change, unless there is nothing to say against it. */
  refuseFor(refusals: readonly Refusal<Code>[]): void
  /** Why it was refused; what else was thrown is thrown again. */
  whyRefused(error: unknown): readonly Refusal<Code>[]
}

/** The words of a domain whose reasons have these codes; nothing else may be thrown as `Refused` in it. */
export function refusalsOf<Code extends string>(): Refusals<Code> {
  const refused = (refusals: readonly Refusal<Code>[]): Error => new Refused(refusals)
  return {
    because: (code, message, { field = null, lineId = null, retryable = false } = {}) => ({
      code,
      message,
      field,
      retryable,
      lineId,
    }),
    refused,
    refuseFor(refusals) {
      if (refusals.length > 0) throw refused(refusals)
    },
    whyRefused(error) {
      if (error instanceof Refused) return error.reason as readonly Refusal<Code>[]
      throw error
    },
  }
}

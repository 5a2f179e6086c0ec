import Big from 'big.js'
import type { Context } from '../../context.ts'
import { badInput } from '../../graphql-error.ts'
import type { Disposition, ReturnPolicy } from '../../shared/returns/return-policy.ts'
import type { ReturnLineInput } from '../resolvers.generated.ts'

/** Goods of one line that are to come back. */
export interface WantedLine {
  readonly orderLineId: string | null
  readonly sku: string | null
  /** Decimal text, above zero. */
  readonly quantity: string
  readonly reason: string
  readonly condition: string | null
  readonly disposition: Disposition | null
}

/** Most lines of a return. */
const MOST = 50

/** The lines that were sent, as they are read. Throws BAD_INPUT for what no return has. */
export function wantedLines(
  { services: { returns } }: Pick<Context, 'services'>,
  lines: readonly ReturnLineInput[],
): readonly WantedLine[] {
  if (lines.length < 1 || lines.length > MOST) throw badInput(`expected 1 to ${MOST} "lines"`)
  return lines.map((line) => wantedLine(line, returns))
}

function wantedLine(line: ReturnLineInput, { reasons, conditions }: ReturnPolicy): WantedLine {
  const { orderLineId = null, sku = null, reason, condition = null } = line
  if ((orderLineId === null) === (sku === null))
    throw badInput('expected "orderLineId" or "sku" in every line, and not both')
  if ((orderLineId ?? sku ?? '').length > 255) throw badInput('expected an id of at most 255 characters')
  if (reasons.length > 0 ? !reasons.includes(reason) : !/^[\w-]{1,40}$/.test(reason))
    throw badInput(`expected "reason" to be one of the retailer's words${listed(reasons)}`)
  // A word of an object's own is none of the retailer's.
  if (condition !== null && !Object.hasOwn(conditions, condition))
    throw badInput(`expected "condition" to be one of the retailer's words${listed(Object.keys(conditions))}`)
  const disposition = condition === null ? null : (conditions[condition] ?? null)
  return { orderLineId, sku, quantity: quantityOf(line), reason, condition, disposition }
}

function listed(words: readonly string[]): string {
  return words.length > 0 ? `: ${words.join(', ')}` : ' of letters, digits, _ and -, at most 40'
}

/** As much as is sold: at most 100 000, and no finer than a gram of a kilogram. */
function quantityOf({ quantity }: ReturnLineInput): string {
  const number = new Big(quantity)
  if (number.lte(0) || number.gt(100_000) || !number.round(3, Big.roundDown).eq(number))
    throw badInput('expected every "quantity" above 0 and at most 100000, with at most 3 decimals')
  return number.toFixed()
}

import { badInput } from '../../graphql-error.ts'

/**
 * A loyalty card's number as systems compare it, without the blanks and hyphens of a typed one. Throws BAD_INPUT, with the argument's
 * name, for what is no number of a card: 4 to 32 letters and digits.
 */
export function cardNumber(typed: string, argument: string): string {
  const card = typed.replace(/[\s-]/g, '')
  if (/^\w{4,32}$/.test(card)) return card
  throw badInput(`expected "${argument}" to be a card number of 4 to 32 characters`)
}

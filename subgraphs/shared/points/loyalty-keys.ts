import { createHash, createHmac, hkdfSync } from 'node:crypto'
import { letters } from '../../cart-keys.ts'

/** Who does something, under which idempotency key. */
interface Doing {
  readonly caller: string
  readonly key: string
}

/** What the numbers of new cards look like. */
export interface CardNumbers {
  readonly prefix: string
  /** In all, the prefix and the check digit too. */
  readonly digits: number
}

/** Makes what loyalty's changes are known by: whoever repeats one is given the same again, though it is kept nowhere. */
export interface LoyaltyKeys {
  /** The key under which a loyalty engine does a change once. */
  change(operation: string, doing: Doing): string
  /** The number of a new member's card, with its check digit; another one for each attempt. */
  cardNumber(doing: Doing, attempt: number): string
  /** What a redemption is worked out from: of one input and key the same, and of no use to who has it without the retailer's key. */
  seed(doing: Doing & { readonly input: string }): string
  /** What the shopper shows: twelve letters and digits, in three groups. */
  code(seed: string): string
  /** The id of the redemption with a code: `rdm_` and 26 characters. */
  idOfCode(code: string): string
}

/** Makes them under the retailer's lasting key (`ids.key`). */
export function createLoyaltyKeys(key: string, { prefix, digits }: CardNumbers): LoyaltyKeys {
  const secret = Buffer.from(hkdfSync('sha256', key, '', 'couture loyalty 1', 32))
  const digest = (...parts: readonly (string | number)[]) =>
    createHmac('sha256', secret).update(JSON.stringify(parts)).digest()
  return {
    change: (operation, { caller, key: given }) =>
      `${operation}/${digest('change', operation, caller, given).toString('base64url')}`,
    cardNumber({ caller, key: given }, attempt) {
      const drawn = digest('card', caller, given, attempt).readBigUInt64BE()
      const length = digits - prefix.length - 1
      const body = `${prefix}${String(drawn % 10n ** BigInt(length)).padStart(length, '0')}`
      return `${body}${checkDigit(body)}`
    },
    seed: ({ caller, key: given, input }) =>
      createHash('sha256')
        .update(JSON.stringify([caller, given, input]))
        .digest('base64url'),
    code(seed) {
      const code = letters(digest('redemption', seed), 12)
      return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`
    },
    idOfCode: (code) => `rdm_${letters(digest('redemption id', code), 26).toLowerCase()}`,
  }
}

/** The last digit of a GS1 number: three times every second digit from the right, up to the next ten. */
function checkDigit(body: string): number {
  const sum = [...body].reverse().reduce((all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 3 : 1), 0)
  return (10 - (sum % 10)) % 10
}

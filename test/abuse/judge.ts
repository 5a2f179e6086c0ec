import { expect } from 'vitest'
import type { Attacked, Struck } from './attacked.ts'
import { HARMLESS } from './hostile.ts'
import type { Position } from './positions.ts'
import { structureOf } from './wire-structure.ts'

/** Codes that say: what you sent is nothing we take. A system that was made to stumble would be another. */
const CODES: ReadonlySet<string> = new Set([
  'BAD_INPUT',
  'COST_EXCEEDED',
  'GRAPHQL_VALIDATION_FAILED',
  'GRAPHQL_PARSE_FAILED',
])

/** Words that only a vendor's system, its client or our own insides write. */
const INSIDES =
  /MALFORMED|IWBEP|sObject|UNKNOWN_EXCEPTION|node_modules|\.ts:\d|ECONN|127\.0\.0\.1|PrototypePoll|Internal error/

/** What a place asks of the systems: each request's form, and the values in it. */
export interface Asked {
  readonly forms: string
  readonly values: ReadonlySet<string>
}

/** What a place may be struck with. */
export interface Blows {
  readonly texts: readonly string[]
  /** More to try, where texts as they are were refused before a system was asked. @default none */
  readonly ifRefused?: () => Promise<readonly string[]>
  /** Makes an id of a text. @default the text itself */
  readonly dress?: (text: string) => string
  /** What stands in the place when nobody means harm. @default one after the other of `HARMLESS` */
  readonly harmless?: readonly string[]
  /** When a canary has to answer: after each text, or after all of them, where it is seen as well what they left. @default 'each' */
  readonly canary?: 'each' | 'last'
  /** What is known of what the place asks for harmless texts in this dress; what is learnt is added. @default nothing */
  readonly usual?: Asked[]
}

/**
 * Strikes a place with texts: each is a value to the systems and no more, or is refused; and a canary answers after each.
 * What the systems may be asked is what they are asked for one or the other text of the same dress that means no harm.
 */
export async function judge(
  attacked: Attacked,
  position: Position,
  { texts, ifRefused, dress = (text) => text, harmless = HARMLESS, canary = 'each', usual = [] }: Blows,
): Promise<void> {
  let refused = 0
  let tried = 0
  const strike = (text: string) => attacked.strike(position.body(JSON.stringify(dress(text))))
  const isUsual = async ({ forms }: Asked): Promise<boolean> => {
    if (forms === '' || usual.some((asked) => asked.forms === forms)) return true
    const next = harmless[tried]
    if (next === undefined) return false
    tried += 1
    usual.push(askedIn(await strike(next)))
    return isUsual({ forms, values: new Set() })
  }
  const blow = async (text: string) => {
    const struck = await strike(text)
    const what = `${position.at} given ${JSON.stringify(text.slice(0, 100))}`
    expectAnswered(struck, what)
    const asked = askedIn(struck)
    if (!(await isUsual(asked)))
      expect(asked.forms, what).toBe([...new Set(usual.map(({ forms }) => forms))].join('\n or \n'))
    const known = new Set(usual.flatMap(({ values }) => [...values]))
    const strange = [...asked.values].filter((value) => !known.has(value) && !isOf(value, text))
    expect(strange, what).toEqual([])
    if (canary === 'each') await attacked.canary()
    if (isRefused(struck)) refused += 1
  }
  for (const text of texts) await blow(text)
  if (refused > 0 && ifRefused) for (const text of await ifRefused()) await blow(text)
  if (canary === 'last') await attacked.canary()
}

/** Those dresses in which a place takes what means no harm: it is looked for there in no other. */
export async function fittingDresses<Dress extends (text: string) => string>(
  attacked: Attacked,
  position: Position,
  dresses: readonly Dress[],
): Promise<readonly Dress[]> {
  const fitting: Dress[] = []
  for (const dress of dresses) {
    for (const text of ['harmless', '7']) {
      const struck = await attacked.strike(position.body(JSON.stringify(dress(text))))
      if (isRefused(struck)) continue
      fitting.push(dress)
      break
    }
  }
  return fitting
}

/** Whether nobody was asked, since the text is nothing that the place takes. */
function isRefused({ codes, requests }: Struck): boolean {
  return codes.includes('BAD_INPUT') && requests.length === 0
}

/** Strikes a place with one text, which is to ask no more of the systems than those that mean no harm, however it gets there. */
export async function judgeNumber(attacked: Attacked, position: Position, text: string): Promise<void> {
  const strike = (sent: string) => attacked.strike(position.body(JSON.stringify(sent)))
  const struck = await strike(text)
  const what = `${position.at} given ${text.length} characters`
  expectAnswered(struck, what)
  await attacked.canary()
  const strange = [...askedIn(struck).values].filter((value) => !isOf(value, text))
  let most = 0
  for (const harmless of HARMLESS) {
    const usual = await strike(harmless)
    most = Math.max(most, usual.requests.length)
    for (const value of askedIn(usual).values)
      if (strange.includes(value)) strange.splice(strange.indexOf(value), 1)
  }
  expect(struck.requests.length, what).toBeLessThanOrEqual(most)
  expect(strange, what).toEqual([])
}

/** An answer of the graph's own: a code of the list, no word from inside. */
export function expectAnswered({ status, text, codes }: Struck, what: string): void {
  expect([200, 400], `${what}: ${text.slice(0, 300)}`).toContain(status)
  expect(
    codes.filter((code) => !CODES.has(code)),
    `${what}: ${text.slice(0, 600)}`,
  ).toEqual([])
  expect(text, what).not.toMatch(INSIDES)
}

function askedIn({ requests }: Struck): Asked {
  const structures = requests.map(structureOf)
  return {
    forms: structures
      .map(({ form }) => form)
      .sort()
      .join('\n'),
    values: new Set(structures.flatMap(({ values }) => values)),
  }
}

/** Whether a value is the text or a part of it, however it was trimmed, and whatever case it was given. */
function isOf(value: string, text: string): boolean {
  return folded(text).includes(folded(value)) || isPhoneOf(value, text)
}

/** A telephone number is looked for in every way it may be written: with the country's code in the place of the first zero. */
function isPhoneOf(value: string, text: string): boolean {
  return /^[+\d][\d\s().-]{5,}$/.test(value) && digits(text).endsWith(digits(value).replace(/^(?:00)?33/, ''))
}

/** A till's receipt is looked for with and without leading zeros; a card without blanks and hyphens. */
const folded = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/(?<!\d)0+(?=\d)/g, '')
    .replaceAll(/[\s\uFEFF-]+/g, '')
const digits = (text: string) => text.replaceAll(/\D/g, '')

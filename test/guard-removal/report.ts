import type { Guard } from './find-guards.ts'
import type { Verdict } from './judge.ts'

/** Something that is removed. */
export type Check = Pick<Guard, 'file' | 'line' | 'within' | 'what' | 'text'>

/** The name by which a check is known whatever is written above it in its file. */
export function nameOf({ file, within, what, text }: Check): string {
  return `${file} › ${within} › ${what}: ${text}`
}

/** A check and what removing it came to. */
export interface Judged {
  readonly place: string
  readonly isRequired: boolean
  readonly check: Check
  readonly verdict: Verdict
}

/** A check whose removal changes nothing that anybody could notice. */
export interface Equivalent {
  /** @see nameOf */
  readonly name: string
  readonly why: string
}

/** A report's lines, and whether everything that must be noticed was. */
export interface Report {
  readonly lines: readonly string[]
  readonly isGood: boolean
}

/** Tells the survivors one by one and counts them by place. `isWhole` when nothing was left out of the run. */
export function report(
  judged: readonly Judged[],
  equivalents: readonly Equivalent[],
  isWhole: boolean,
): Report {
  const names = new Set(equivalents.map(({ name }) => name))
  const isEquivalent = ({ check }: Judged) => names.has(nameOf(check))
  const counted = judged.filter((one) => !isEquivalent(one))
  const survivors = counted.filter(({ verdict }) => verdict === 'SURVIVED')
  const alike = judged.filter((one) => isEquivalent(one) && one.verdict === 'SURVIVED')
  const wrong = wrongly(judged, equivalents, isWhole)
  const places = [...new Set(counted.map(({ place }) => place))]
  return {
    lines: [
      ...survivors.map((one) => `survived: ${lineOf(one.check)}`),
      ...alike.map(({ check }) => `equivalent: ${lineOf(check)}; ${whyOf(check, equivalents)}`),
      ...wrong,
      ...places.map((place) =>
        countOf(
          place,
          counted.filter((one) => one.place === place),
        ),
      ),
      countOf(
        'all that is required',
        counted.filter(({ isRequired }) => isRequired),
      ),
      countOf('all', counted),
      `equivalent: ${alike.length}`,
    ],
    isGood: wrong.length === 0 && survivors.length === 0,
  }
}

function lineOf({ file, line, within, what, text }: Check): string {
  return `${file}:${line} ${within}: ${what}: ${text}`
}

function whyOf(check: Check, equivalents: readonly Equivalent[]): string {
  return equivalents.find(({ name }) => name === nameOf(check))?.why ?? ''
}

function countOf(name: string, all: readonly Judged[]): string {
  return `${name}: ${all.filter(({ verdict }) => verdict === 'NOTICED').length} / ${all.length}`
}

/** What is listed as equivalent and is not there, or was noticed. */
function wrongly(
  judged: readonly Judged[],
  equivalents: readonly Equivalent[],
  isWhole: boolean,
): readonly string[] {
  return equivalents.flatMap(({ name }) => {
    const found = judged.filter(({ check }) => nameOf(check) === name)
    if (found.length === 0) return isWhole ? [`listed as equivalent, but not there: ${name}`] : []
    const isNoticed = found.some(({ verdict }) => verdict === 'NOTICED')
    return isNoticed ? [`listed as equivalent, but noticed: ${name}`] : []
  })
}

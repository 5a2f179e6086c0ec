import type { ChannelKind } from '../../adapters/channel.ts'
import type { OrderNumber, Sku } from '../../adapters/ids.ts'
import type { Day, Instant } from '../../adapters/time.ts'
import type { Purchase } from '../shared/orders/purchase-lines.ts'

/** What of a variant a size is told from. */
export interface VariantFacts {
  /** Key of its most specific category. */
  readonly category: string
  readonly size: string
  /** Null where the catalogue names none. */
  readonly sizeSystem: string | null
}

/** A size a shopper wears in a category. */
export interface SizePreference {
  readonly category: string
  readonly size: string
  readonly sizeSystem: string | null
  /** 0 to 1, two digits. */
  readonly confidence: number
  /** Lines in this category that were looked at: purchases and returns, of any size. */
  readonly observations: number
  /** The day of the last purchase of this size that was kept, and its instant where it is known. */
  readonly last: { readonly on: Day; readonly at: Instant | null }
  /** Where what was kept was bought, in alphabetical order. */
  readonly channels: readonly ChannelKind[]
}

/** Time in which what was bought comes to count half: people's sizes change slowly. */
const HALF_LIFE_DAYS = 2 * 365

/**
 * The size a shopper wears in each category, surest first; a category of which they kept nothing has none.
 *
 * A unit counts 1 on the day it was bought and half as much every two years after. What came back is taken off the purchase
 * it belongs to. With `kept(s)` the weight of the units of size s that were kept and `back(s)` of those that came back, the
 * size is that with the greatest `kept`, and
 *
 *     confidence = kept(size) / (kept(all sizes) + back(size))  ×  kept(size) / (kept(size) + 1)
 *
 * The first factor falls when other sizes were kept or this one was brought back; bringing back *another* size speaks for
 * nothing but that it did not fit. The second rises with every unit kept and falls with age. Lines without facts do not count.
 */
export function sizePreferences(
  lines: readonly Purchase[],
  factsOf: ReadonlyMap<Sku, VariantFacts>,
  today: Day,
): readonly SizePreference[] {
  const units = keptUnits(lines, factsOf, today)
  const categories = [...new Set(units.map(({ facts }) => facts.category))]
  return categories
    .flatMap((category) => preferenceIn(units.filter(({ facts }) => facts.category === category)) ?? [])
    .sort((left, right) => {
      if (left.confidence !== right.confidence) return right.confidence - left.confidence
      return left.category < right.category ? -1 : 1
    })
}

/** One purchase or return of a variant with a size. */
interface Unit {
  readonly line: Purchase
  readonly facts: VariantFacts
  /** Weight of what was kept of it; 0 for a return. */
  readonly kept: number
  /** Weight of what came back; 0 for a purchase. */
  readonly back: number
}

function preferenceIn(units: readonly Unit[]): SizePreference | null {
  const [best] = [...new Set(units.map(sizeKey))]
    .map((key) => measure(units.filter((unit) => sizeKey(unit) === key)))
    .sort(surestFirst)
  const all = sum(units.map(({ kept }) => kept))
  const [last] = best?.kept ?? []
  if (!best || !last || best.weight <= 0) return null
  const share = best.weight / (all + best.back)
  return {
    ...last.facts,
    confidence: Math.round(share * (best.weight / (best.weight + 1)) * 100) / 100,
    observations: units.length,
    last: { on: last.line.on, at: last.line.at },
    channels: [...new Set(best.kept.map(({ line }) => line.channel))].sort(),
  }
}

interface Measured {
  readonly key: string
  readonly weight: number
  readonly back: number
  /** What was kept of it, newest first. */
  readonly kept: readonly Unit[]
}

function measure(units: readonly Unit[]): Measured {
  const kept = units.filter((unit) => unit.kept > 0).sort((left, right) => byTime(right.line, left.line))
  const [first] = units
  return {
    key: first ? sizeKey(first) : '',
    weight: sum(kept.map((unit) => unit.kept)),
    back: sum(units.map(({ back }) => back)),
    kept,
  }
}

/** The heaviest; then the one kept last; then by name, so that the same purchases always say the same. */
function surestFirst(left: Measured, right: Measured): number {
  if (Math.abs(left.weight - right.weight) > 1e-9) return right.weight - left.weight
  const [one, other] = [left.kept[0], right.kept[0]]
  const later = one && other ? byTime(other.line, one.line) : 0
  if (later !== 0) return later
  return left.key < right.key ? -1 : 1
}

/** Every line with facts, each purchase with what came back of it taken off. */
function keptUnits(
  lines: readonly Purchase[],
  factsOf: ReadonlyMap<Sku, VariantFacts>,
  today: Day,
): readonly Unit[] {
  const told = lines.flatMap((line) => {
    const facts = line.sku === null ? undefined : factsOf.get(line.sku)
    return facts ? [{ line, facts }] : []
  })
  const returned = told.filter(({ line }) => line.kind === 'RETURNED')
  const left = takeOff(
    told.filter(({ line }) => line.kind === 'BOUGHT').map(({ line }) => line),
    returned.map(({ line }) => line),
  )
  return told.map(({ line, facts }) => ({
    line,
    facts,
    kept: (left.get(line) ?? 0) * weightOn(line.on, today),
    back: line.kind === 'RETURNED' ? Math.abs(Number(line.quantity)) * weightOn(line.on, today) : 0,
  }))
}

/** Units of each purchase that were kept: a return takes from the order it names, else from the newest purchase before it. */
function takeOff(bought: readonly Purchase[], returned: readonly Purchase[]): ReadonlyMap<Purchase, number> {
  const left = new Map(bought.map((line) => [line, Math.max(0, Number(line.quantity))]))
  const newest = [...bought].sort((one, other) => byTime(other, one))
  const named = returned.filter((back) => newest.some((line) => isOf(line, back, back.orderNumber)))
  const rest = returned.filter((back) => !named.includes(back))
  for (const back of [...named, ...rest.sort(byTime)]) {
    let units = Math.abs(Number(back.quantity))
    const order = named.includes(back) ? back.orderNumber : null
    for (const line of newest.filter((one) => isOf(one, back, order))) {
      const taken = Math.min(units, left.get(line) ?? 0)
      left.set(line, (left.get(line) ?? 0) - taken)
      units -= taken
    }
  }
  return left
}

function isOf(line: Purchase, back: Purchase, order: OrderNumber | null): boolean {
  return line.sku === back.sku && (order === null ? line.on <= back.on : line.orderNumber === order)
}

function weightOn(day: Day, today: Day): number {
  const days = Math.max(0, (Date.parse(today) - Date.parse(day)) / 86_400_000)
  return 0.5 ** (days / HALF_LIFE_DAYS)
}

/** Oldest first; an unknown instant before the known ones of its day. */
function byTime(left: Purchase, right: Purchase): number {
  const [one, other] = [left, right].map(({ on, at, orderNumber }) => `${on} ${at ?? ''} ${orderNumber}`)
  if (one === other) return 0
  return (one ?? '') < (other ?? '') ? -1 : 1
}

function sizeKey({ facts: { size, sizeSystem } }: Unit): string {
  return JSON.stringify([size, sizeSystem])
}

function sum(numbers: readonly number[]): number {
  // Sorted, so that the order of lines changes no digit.
  return [...numbers].sort((left, right) => left - right).reduce((total, one) => total + one, 0)
}

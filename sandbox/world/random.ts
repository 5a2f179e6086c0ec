/** A stream of pseudo-random draws; the same stream always gives the same draws. */
export interface Random {
  /** At least 0, below 1. */
  next(): number
  /** A whole number from `min` to `max`, both inclusive. */
  int(min: number, max: number): number
  chance(probability: number): boolean
  /** One element; throws a RangeError when there is none. */
  pick<T>(from: readonly T[]): T
}

/**
 * The stream of one thing (`stream(1, 'customer', 12)`): things have streams of their own so that what is drawn for one
 * depends neither on how many others there are nor on the order in which they are made.
 */
export function stream(seed: number, ...thing: readonly (string | number)[]): Random {
  let state = hash(`${seed}/${thing.join('/')}`)
  // Mulberry32: one 32-bit word of state, good enough for made-up shoppers.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (from) => at(from, int(0, from.length - 1)),
  }
}

/** The element at an index, counted round the end; throws a RangeError for an empty list. */
export function at<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length]
  if (found === undefined) throw new RangeError('expected a list with at least one element')
  return found
}

/** FNV-1a with a final mix, so that neighbouring texts do not start neighbouring streams. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return value ^ (value >>> 16)
}

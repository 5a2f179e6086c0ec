/**
 * What a generator decides by: numbers that fast-check makes, and makes smaller when something was found. When they are used up
 * everything is decided as by 0, which is the simplest there is.
 */
export interface Choices {
  /** A whole number from 0 on. */
  below(end: number): number
  pick<T>(list: readonly T[]): T
  /** Whether something happens that does in so many of a hundred cases. */
  chance(percent: number): boolean
}

/** Numbers that choices are made by go up to this. */
export const LARGEST = 999_999

/** Makes choices by numbers, each once, in their order. */
export function choicesBy(numbers: readonly number[]): Choices {
  let next = 0
  const take = () => numbers[next++] ?? 0
  const below = (end: number) => take() % end
  return {
    below,
    pick(list) {
      const [first] = list
      if (first === undefined) throw new RangeError('expected something to pick from')
      return list[below(list.length)] ?? first
    },
    chance: (percent) => below(100) >= 100 - percent,
  }
}

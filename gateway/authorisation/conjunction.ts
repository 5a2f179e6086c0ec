import type { AnyOf } from './rule.ts'

/** More alternatives than anybody writes by hand; beyond them nothing is worked out. */
const MOST = 2_000

/**
 * All of several ORs of ANDs as one, written in one way only: names sorted, what another alternative implies left out. Null when
 * it has too many alternatives to be worked out.
 */
export function conjunction(all: readonly AnyOf[]): string | null {
  let result: readonly (readonly string[])[] = [[]]
  for (const anyOf of all) {
    if (result.length * anyOf.length > MOST) return null
    result = least(result.flatMap((left) => anyOf.map((right) => [...new Set([...left, ...right])].sort())))
  }
  return JSON.stringify(result.map((group) => JSON.stringify(group)).sort())
}

function least(groups: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const once = [...new Map(groups.map((group) => [JSON.stringify(group), group])).values()]
  return once.filter(
    (group) => !once.some((other) => other !== group && other.every((name) => group.includes(name))),
  )
}

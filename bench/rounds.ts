/**
 * Measures everything once a round, one after the other, so that a change of the machine's mood meets all alike; each round
 * begins with the next of them, so that nobody always follows the same one. The measurements come by round.
 */
export async function interleaved<T, R>(
  things: readonly T[],
  rounds: number,
  measure: (thing: T) => Promise<R>,
): Promise<ReadonlyMap<T, readonly R[]>> {
  const measured = new Map<T, R[]>(things.map((thing) => [thing, []]))
  for (let round = 0; round < rounds; round++) {
    const first = round % Math.max(things.length, 1)
    for (const thing of [...things.slice(first), ...things.slice(0, first)]) {
      measured.get(thing)?.push(await measure(thing))
    }
  }
  return measured
}

/** What makes a record too old, and whose. */
export interface Of {
  readonly system: string
  /** Milliseconds since the epoch; what was read before is past its age. */
  readonly before: number
}

/**
 * Which objects of an answer to an operation made by `withKeys` tell that a system failed: lists and sums by the outcome
 * they name (`OrderConnection TIMEOUT`), records by when they were read (`VariantPrice STALE`).
 */
export function toldOf(data: unknown, of: Of): readonly string[] {
  return [...new Set(told(data, of))].sort()
}

function told(data: unknown, of: Of): readonly string[] {
  if (Array.isArray(data)) return data.flatMap((one) => told(one, of))
  if (!isObject(data)) return []
  const type = String(data['__typename'])
  const own = outcomesOf(data, of).map((outcome) => `${type} ${outcome}`)
  const inner = Object.values(data).flatMap((value) => told(value, of))
  return [...own, ...inner]
}

/** What an object says of the system: outcomes of asking it that are no answers, and STALE for what was read long ago. */
function outcomesOf({ key_sources: sources, key_source: source }: Json, of: Of): readonly string[] {
  const all = [...(Array.isArray(sources) ? sources : []), source]
  return all.filter(isObject).flatMap((one) => {
    if (one['instance'] !== of.system) return []
    if ('outcome' in one)
      return ['OK', 'NOT_ASKED'].includes(String(one['outcome'])) ? [] : [String(one['outcome'])]
    return Date.parse(String(one['fetchedAt'])) < of.before ? ['STALE'] : []
  })
}

type Json = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

import { listOf, readCriteria, unsupported } from './criteria.ts'

/** The search of the small lists (families, attributes, categories, ...): by `code` and IN, nothing else. */
export function codesFilter(search: unknown): (code: string) => boolean {
  const lists = readCriteria(search, { locale: null, scope: null }).map((criterion) => {
    if (criterion.property !== 'code' || criterion.operator !== 'IN') throw unsupported(criterion)
    return new Set(listOf(criterion))
  })
  return (code) => lists.every((list) => list.has(code))
}

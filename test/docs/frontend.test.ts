import { buildSchema, isEnumType } from 'graphql'
import { describe, expect, it } from 'vitest'
import { ERROR_CODES } from '../../adapters/error.ts'
import { textOf } from './blocks.ts'

const page = textOf('docs/frontend.md')

/** The words in capitals that the first cells of a table are made of; the table is known by its heading's first cell. */
function firstCells(heading: string): readonly string[] {
  const from = page.indexOf(`\n| ${heading} |`)
  if (from < 0) throw new Error(`expected a table that begins with "${heading}" in docs/frontend.md`)
  const [table = ''] = page.slice(from + 1).split('\n\n', 1)
  const cells = table.split('\n').slice(2)
  return cells.flatMap((row) => row.split(' | ', 1)[0]?.match(/[A-Z]+(_[A-Z]+)*/g) ?? [])
}

describe('the page for frontend developers', () => {
  it('says what to do about every code, and about no other', () => {
    const ours = firstCells('`extensions.code`').filter((code) => !/^(GRAPHQL|PERSISTED)_/.test(code))
    expect([...ours].sort()).toEqual([...ERROR_CODES].sort())
  })

  it('says what every outcome of a source means', () => {
    const outcomes = buildSchema(textOf('schema/api.graphql')).getType('SourceOutcome')
    const names = isEnumType(outcomes) ? outcomes.getValues().map(({ name }) => name) : []
    expect([...firstCells('`sources[].outcome`')].sort()).toEqual([...names].sort())
  })

  it('leads to what is answered while a system fails', () => {
    expect(page).toContain('](failures.md)')
    expect(textOf('docs/operators.md')).toContain('](failures.md)')
    expect(textOf('docs/README.md')).toContain('](failures.md)')
  })
})

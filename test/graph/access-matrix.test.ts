import { describe, expect, it } from 'vitest'
import { coordinates } from './access-matrix/coordinates.ts'
import { WAYS } from './access-matrix/matrix.ts'
import { OUTCOMES } from './access-matrix/outcomes.ts'
import { readOutcomes } from './access-matrix/read-outcomes.ts'

const rows = readOutcomes(OUTCOMES)
const names = rows.map(({ name }) => name)

describe('the table of who may see what', () => {
  it('has a line for every root field, everything with a rule and every way to it, and for nothing else', () => {
    const lines = new Set(rows.map(({ coordinate }) => coordinate))
    expect([...lines].toSorted()).toEqual([...coordinates()].toSorted())
  })

  it('has each line once, and a way to ask for it', () => {
    expect(names.toSorted()).toEqual(Object.keys(WAYS).toSorted())
  })

  it('lets nobody who is refused another’s tell it from none', () => {
    const told = rows.flatMap(({ name, cells }) => {
      const refused = name.startsWith('Query.') ? /^.[FKO]/ : /^.[fko]/
      return Object.entries(cells).filter(([, cell]) => refused.test(cell) && cell[1] !== cell[2])
    })
    // The way there is open to these: they may know that there is none.
    expect(told.filter(([, cell]) => !/^.[fk]-$/.test(cell))).toEqual([])
  })
})

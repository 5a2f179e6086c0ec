import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Matrix, openMatrix } from './access-matrix/matrix.ts'
import { OUTCOMES } from './access-matrix/outcomes.ts'
import { readOutcomes } from './access-matrix/read-outcomes.ts'

let matrix: Matrix
beforeAll(async () => {
  matrix = await openMatrix()
})
afterAll(() => matrix?.close())

it.each(readOutcomes(OUTCOMES))('every cell, asked of systems that are read anew: $name', async (row) => {
  expect(await matrix.cells(row)).toEqual(row.cells)
})

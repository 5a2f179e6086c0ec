import { buildSchema, parse, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { blocksOf, isThere, linksOf, pages, textOf } from './blocks.ts'

const schema = buildSchema(textOf('schema/api.graphql'))
const operations = pages.flatMap(blocksOf).filter(({ language }) => language === 'graphql')

describe('the guides', () => {
  it('show operations', () => {
    expect(new Set(operations.map(({ page }) => page))).toContain('README.md')
  })

  it.each(operations)('show an operation that the schema knows: $page', ({ text }) => {
    expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([])
  })

  it.each(pages)('link to what is there: %s', (page) => {
    expect(linksOf(page).filter((path) => !isThere(path))).toEqual([])
  })
})

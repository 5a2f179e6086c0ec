import { type DocumentNode, Kind, parse } from 'graphql'
import { expect, it } from 'vitest'
import { subgraphs } from '../../subgraphs/all.ts'
import { textOf } from './blocks.ts'

/** `Type.field` of every tagged field, `Type` of every tagged type. */
function taggedIn({ definitions }: DocumentNode): string[] {
  return definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return []
    const { name, fields = [] } = definition
    const own = fields.filter(isTagged).map((field) => `${name.value}.${field.name.value}`)
    return isTagged(definition) ? [name.value, ...own] : own
  })
}

function isTagged({ directives = [] }: Pick<import('graphql').ObjectTypeDefinitionNode, 'directives'>) {
  return directives.some(
    ({ name, arguments: [argument] = [] }) =>
      name.value === 'tag' && argument?.value.kind === Kind.STRING && argument.value.value === 'partner',
  )
}

/** The same from the page's table. */
function listed(): string[] {
  const rows = textOf('docs/partners.md').matchAll(/^\| (`.*`) \| (.+) \|$/gm)
  const words = (text: string) => [...text.matchAll(/`(\w+)`/g)].map(([, word = '']) => word)
  return [...rows].flatMap(([, types = '', fields = '']) =>
    words(types).flatMap((type) =>
      words(fields).length === 0 ? [type] : words(fields).map((field) => `${type}.${field}`),
    ),
  )
}

it('the page for partners lists what is tagged for them, and nothing else', () => {
  const tagged = subgraphs.flatMap(({ name }) => taggedIn(parse(textOf(`subgraphs/${name}/schema.graphql`))))
  expect(listed().sort()).toEqual([...new Set(tagged)].sort())
})

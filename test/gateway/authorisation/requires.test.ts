import { describe, expect, it } from 'vitest'
import { SupergraphError } from '../../../gateway/supergraph.ts'
import { composeRights, holding, openRights, startRights } from './rights-graph.ts'

/** Composition refuses it; other composers do not: `isHeavy` for everybody, of a weight that is not. */
const open = composeRights().replace(
  /(isHeavy: Boolean @join__field\([^)]*\)) @requiresScopes\(scopes: \[\["weight"\]\]\)/,
  '$1',
)

describe('a permitted field that is made of a refused one', () => {
  const { ask } = startRights({}, open)

  it('is answered, and what it is made of is shown to nobody', async () => {
    expect(open).not.toBe(composeRights())
    const alone = await ask(holding(), '{ person(id: "2") { isHeavy } }')
    expect(alone).toMatchObject({ data: { person: { isHeavy: true } }, errors: [] })
    expect(alone.asked).toContain('Person.weight')
    const both = await ask(holding(), '{ person(id: "2") { weight isHeavy w: weight } }')
    expect(both.data).toEqual({ person: { weight: null, isHeavy: true, w: null } })
    expect(both.paths).toEqual(['person.weight', 'person.w'])
    expect(JSON.stringify([alone, both])).not.toContain('70')
  })

  it('may be followed by who may see both', async () => {
    const { data } = await ask(holding('weight'), '{ person(id: "2") { weight isHeavy } }')
    expect(data).toEqual({ person: { weight: 70, isHeavy: true } })
  })
})

it('a graph whose rules nobody here would enforce is not started', async () => {
  const later = composeRights().replace('requiresScopes/v0.1', 'requiresScopes/v0.2')
  await expect(openRights({}, later)).rejects.toThrow(SupergraphError)
  await expect(openRights({}, later)).rejects.toThrow(
    /by https:\/\/specs.apollo.dev\/requiresScopes\/v0.2; expected/,
  )
})

import { expect, it } from 'vitest'
import { createWorld } from '../../sandbox/world/world.ts'
import { startWhole } from '../graph/whole.ts'
import { blocksOf } from './blocks.ts'

const block = (language: string, nth = 0) => {
  const found = blocksOf('README.md').filter((one) => one.language === language)[nth]
  if (!found) throw new Error(`expected another ${language} block in README.md`)
  return found.text
}

it('the README’s first query has the README’s answer, on a day of its own choosing', async () => {
  const world = createWorld({ seed: 1, size: 2_000, now: new Date('2027-03-02T00:00:00Z') })
  const whole = await startWhole({ world })
  try {
    const { data, errors } = await whole.ask(block('graphql'), JSON.parse(block('json')))
    expect(errors).toEqual([])
    expect({ data }).toEqual(JSON.parse(block('json', 1)))
  } finally {
    await whole.close()
  }
}, 180_000)

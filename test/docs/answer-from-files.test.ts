import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startWhole } from '../graph/whole.ts'
import { blocksOf } from './blocks.ts'

const block = (language: string, info: string) => {
  const found = blocksOf('docs/adapters.md').find((one) => one.language === language && one.info === info)
  if (!found) throw new Error(`expected a block "${language} ${info}" in docs/adapters.md`)
  return found.text
}

it('the guide to adapters’ files, configuration and query have the guide’s answer', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'couture-catalogue-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const file of ['products.csv', 'variants.csv']) writeFileSync(join(folder, file), block('csv', file))
  const system = block('yaml', 'couture.csv.yaml').replace('systems:\n', '').replace('var/catalogue', folder)
  const whole = await startWhole({
    edit: (yaml) => yaml.replace(/^ {2}pim:\n(?: {4,}.*\n)+/m, system),
  })
  onTestFinished(() => whole.close())
  const { data, errors, calls } = await whole.ask(block('graphql', ''))
  expect(errors).toEqual([])
  expect({ data }).toEqual(JSON.parse(block('json', 'answer')))
  expect(calls.pim).toBe(0)
}, 60_000)

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { csv } from '../../adapters/pim/csv/index.ts'
import { blocksOf, root, textOf } from './blocks.ts'

const blocks = blocksOf('docs/adapters.md')
const isPath = (info: string) => /^(adapters|test|docs)\//.test(info)
const files = blocks.filter(({ info }) => isPath(info) && !info.endsWith('(part)'))
const parts = blocks.filter(({ info }) => isPath(info) && info.endsWith('(part)'))

describe('the guide to adapters', () => {
  it('shows every file of the sample, each once', () => {
    const sample = ['adapters/pim/csv', 'test/adapters/pim/csv'].flatMap((folder) =>
      readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
    )
    expect(files.map(({ info }) => info).sort()).toEqual(sample.sort())
  })

  it.each(files)('shows $info as it is', ({ info, text }) => {
    expect(text).toBe(textOf(info))
  })

  it.each(parts)('shows what is in the file: $info', ({ info, text }) => {
    expect(`\n${textOf(info.replace(' (part)', ''))}`).toContain(`\n${text}`)
  })

  it('names each file of the sample before its code', () => {
    const page = textOf('docs/adapters.md')
    for (const { info } of files) expect(page).toMatch(new RegExp(`\`${info}\`:\n\n\`\`\`\\w+ ${info}\n`))
  })

  it.each(blocks.filter(({ language }) => language === 'yaml'))(
    'shows a configuration that the adapter takes: $info',
    ({ text }) => {
      const { adapter, ...options } = parse(text).systems.pim
      expect(adapter).toBe('pim/csv')
      expect(csv.options.safeParse(options).success).toBe(true)
    },
  )
})

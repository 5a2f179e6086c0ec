import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root, textOf } from './blocks.ts'

const page = textOf('SECURITY.md')
const threats = page.slice(page.indexOf('## Threats'), page.indexOf('## What is not covered'))
const rows = [...threats.matchAll(/^\| (?!threat|---)(.+) \| ([STRIDE, ]+) \| (.+) \| (.+) \|$/gm)]

/** The files that a cell names. */
const filesIn = (cell: string) => [...cell.matchAll(/`([\w./-]+\.(?:ts|cjs))`/g)].map(([, file = '']) => file)

describe('SECURITY.md', () => {
  it('names for each threat a control and a test that are there', () => {
    expect(rows.length).toBeGreaterThan(20)
    expect(rows.length).toBe(threats.split('\n').filter((line) => line.startsWith('| ')).length - 2)
    for (const [, threat, , control = '', test = ''] of rows) {
      expect(filesIn(control).length, `the control of: ${threat}`).toBeGreaterThan(0)
      expect(filesIn(test).length, `the test of: ${threat}`).toBeGreaterThan(0)
      expect(
        filesIn(test).filter((file) => !file.startsWith('test/')),
        threat,
      ).toEqual([])
      expect(
        filesIn(control).filter((file) => file.startsWith('test/')),
        threat,
      ).toEqual([])
    }
    const named = rows.flatMap(([, , , control = '', test = '']) => [...filesIn(control), ...filesIn(test)])
    expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([])
  })

  it('has a threat of every kind', () => {
    const kinds = new Set(rows.flatMap(([, , letters = '']) => letters.split(', ')))
    expect([...kinds].sort()).toEqual([...'DEIRST'])
  })

  it('says what to do with a weakness, who there is, and what is left open', () => {
    for (const heading of [
      'Reporting',
      'What is worth protecting',
      'Who there is',
      'Boundaries',
      'What is not covered',
    ])
      expect(page).toContain(`\n## ${heading}\n`)
  })
})

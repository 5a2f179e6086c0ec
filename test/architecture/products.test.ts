import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { registry } from '../../adapters/registry.ts'
import { FAULTS, filesOf, type Networked, TABLE } from '../contracts/fault-table.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const products = Object.entries(registry).map(([name, { kind, ports }]) => ({ name, kind, ports }))

/** All of a folder's TypeScript as one text; empty where there is no such folder. */
function textOf(folder: string): string {
  const files = readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(`${root}${folder}/${file}`, 'utf8'))
    .join('\n')
}

/** Folders of products as they stand on disk: `erp/sap`. */
function foldersOfProducts(): readonly string[] {
  const foldersIn = (folder: string) =>
    readdirSync(`${root}${folder}`, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [entry.name] : [],
    )
  return foldersIn('adapters')
    .filter((kind) => kind !== 'ports' && kind !== 'call')
    .flatMap((kind) => foldersIn(`adapters/${kind}`).map((product) => `${kind}/${product}`))
}

describe('the registry', () => {
  it('has every product there is a folder for, and no other', () => {
    expect(products.map(({ name }) => name).sort()).toEqual([...foldersOfProducts()].sort())
  })

  it('keeps each product in the folder of its kind', () => {
    expect(products.map(({ name }) => name.split('/')[0])).toEqual(
      products.map(({ kind }) => kind.toLowerCase()),
    )
  })
})

describe.each(products)('the adapter $name', ({ name, ports }) => {
  const tests = textOf(`test/adapters/${name}`)

  it.each(ports)('runs the whole contract of %s', (port) => {
    expect(tests).toContain(`${port}Contract(`)
  })

  it('is in the table of faults if it goes over the network', () => {
    expect(Object.hasOwn(TABLE, name)).toBe(/\bcreate(Caller|Guard)\(/.test(textOf(`adapters/${name}`)))
  })
})

describe.each(Object.keys(TABLE) as Networked[])('the table of faults for %s', (name) => {
  it('names files that run the fault suite, which hold themselves to it', () => {
    const files = [...new Set(FAULTS.flatMap((fault) => filesOf(name, fault)))]
    const running = files.filter((file) =>
      readFileSync(`${root}test/adapters/${name}/${file}`, 'utf8').includes(`faultContract('${name}'`),
    )
    expect(running).toEqual(files)
  })
})

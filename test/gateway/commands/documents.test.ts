import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readOperations } from '../../../gateway/example-operations.ts'
import { operationsFolder } from '../../../gateway/files.ts'
import { createActions } from '../../../gateway/main.ts'
import { ManifestError } from '../../../gateway/persisted/manifest.ts'
import { sha256 } from '../../../gateway/persisted/take.ts'
import { thisBuild } from '../../../gateway/this-build.ts'

describe('couture documents', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'couture-manifests-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  async function check(...manifests: readonly object[]) {
    let out = ''
    const io = {
      out: (text: string) => {
        out += text
      },
      tell: () => {},
    }
    const outside = { env: {}, io, clock: () => new Date(), stopAsked: new Promise<void>(() => {}) }
    const files = manifests.map((manifest, index) => {
      const file = join(folder, `m${index}.json`)
      writeFileSync(file, JSON.stringify(manifest))
      return file
    })
    const code = await createActions(thisBuild, outside).documents({ config: 'none.yaml', files })
    return { code, out: out.replaceAll(`${folder}/`, '') }
  }

  it('passes every example operation of the graph', async () => {
    const operations = readOperations(operationsFolder)
    const manifest = Object.fromEntries(operations.map(({ query }) => [sha256(query), query]))
    expect(await check(manifest)).toEqual({ code: 0, out: `ok    ${operations.length} documents serve\n` })
  })

  it('names file, id and reason of each document that would not serve', async () => {
    const id = sha256('{ me { id } }')
    const first = { one: '{ me { id } }', [id]: '{ me { id }  }' }
    const second = {
      format: 'apollo-persisted-query-manifest',
      version: 1,
      operations: [{ id: 'two', body: '{ you }' }],
    }
    expect(await check(first, second)).toEqual({
      code: 1,
      out:
        'ok    1 document serves\n' +
        `FAIL  m0.json  ${id}: expected the sha256 of its text; found another: the text was changed after it was registered\n` +
        'FAIL  m1.json  two: does not fit the schema: Cannot query field "you" on type "Query".\n',
    })
  })

  it('refuses a file that is no manifest', async () => {
    await expect(check([])).rejects.toThrow(ManifestError)
  })
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Tools } from '../../../../adapters/adapter.ts'
import { poslog } from '../../../../adapters/pos/poslog/index.ts'
import { openSqliteLedger } from '../../../../ledger/sqlite/open.ts'
import { writeTillFiles } from '../../../../sandbox/tills/write.ts'
import { clock, world } from '../../../contracts/small-world.ts'
import { tillOptions } from './tills.ts'

/** The key the ledger of `openWorldTills` mints ids under. */
export const idKey = 'a lasting key of thirty-two bytes'

/** The small world's till files, read to their end into a SQLite ledger. */
export async function openWorldTills() {
  const folder = await mkdtemp(join(tmpdir(), 'couture-contract-'))
  await writeTillFiles(world, join(folder, 'tills'))
  const ledger = await openSqliteLedger({ file: join(folder, 'ledger.db'), idKey })
  const tools: Tools = { clock, ledger, observe: () => {}, log: () => {} }
  const source = poslog.create('tills', tillOptions({ folder: join(folder, 'tills') }), tools)
  await source.jobs?.[0]?.once()
  const close = async () => {
    await ledger.close()
    await rm(folder, { recursive: true })
  }
  return { source, ports: source.ports, ledger, close }
}

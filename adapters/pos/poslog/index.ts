import { promises as fs } from 'node:fs'
import type { Adapter, Tools } from '../../adapter.ts'
import { isSourceError } from '../../error.ts'
import type { Diagnosis, Job } from '../../source.ts'
import { folderUnreadable, ingest } from './ingest.ts'
import { isBehind, scannedAt } from './knowledge.ts'
import { type PoslogOptions, poslogOptions } from './options.ts'
import { poslogOrders } from './orders.ts'
import { poslogProfiles } from './profiles.ts'
import { watchFolder } from './watch.ts'

/**
 * Tills that drop ARTS/OMG POSLog files (2.x and 6.x) into a folder. The job `read till files` keeps the ledger up with the
 * folder; the ports `orders` and `profiles` answer from the ledger alone.
 */
export const poslog: Adapter<PoslogOptions> = {
  kind: 'POS',
  options: poslogOptions,
  create: (name, options, tools) => ({
    name,
    kind: 'POS',
    ports: { orders: poslogOrders(name, options, tools), profiles: poslogProfiles(name, tools) },
    jobs: [readTillFiles(name, options, tools)],
    diagnose: () => diagnose(name, options, tools),
    close: async () => {},
  }),
}

function readTillFiles(source: string, options: PoslogOptions, tools: Tools): Job {
  const round = async (signal?: AbortSignal) => {
    const report = await ingest(source, options, tools, signal)
    if (report.files > 0 || report.quarantined > 0) tools.log('tills.read', { source, ...report })
  }
  return {
    name: 'read till files',
    once: () => round(),
    async run(signal) {
      const onBlind = (code: string) => tools.log('tills.unwatched', { source, code })
      const watch = watchFolder({ folder: options.folder, onBlind })
      try {
        while (!signal.aborted) {
          try {
            await round(signal)
          } catch (error) {
            if (!isSourceError(error)) throw error
            tools.log('tills.unreadable', { source, code: error.code })
          }
          await watch.nextLook(options.pollSeconds * 1_000, signal)
        }
      } finally {
        watch.close()
      }
    },
  }
}

/** Throws SOURCE_UNAVAILABLE when the folder cannot be read; warns of quarantine and of a job that does not keep up. */
async function diagnose(source: string, options: PoslogOptions, tools: Tools): Promise<Diagnosis> {
  await fs.readdir(options.folder).catch((cause: unknown) => {
    throw folderUnreadable(source, cause)
  })
  const [quarantined, scanned] = await Promise.all([
    tools.ledger.receipts.quarantined(source),
    scannedAt(source, tools.ledger.marks),
  ])
  const warnings = [
    ...(scanned === null ? ['the till files have not been read to their end yet'] : []),
    ...(scanned !== null && isBehind(scanned, options, tools.clock())
      ? [`the till files were last read at ${scanned}`]
      : []),
    ...(quarantined.length > 0 ? [`${quarantined.length} transactions or files are in quarantine`] : []),
  ]
  return { version: null, clock: null, budget: null, warnings }
}

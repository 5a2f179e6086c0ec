import { describe } from 'vitest'
import type { CallRecord } from '../../../../adapters/call/scope.ts'
import { tryton } from '../../../../adapters/erp/tryton/index.ts'
import { serve } from '../../../../sandbox/serve.ts'
import type { SandboxServer } from '../../../../sandbox/server.ts'
import { faultContract, faultsOverHttp } from '../../../contracts/faults.ts'
import { freePort } from '../../../sandbox/free-port.ts'
import { mappings, tools } from './loopback.ts'

/** A Tryton that lets everybody in and has no records, so that only what goes wrong on the way is seen. */
const empty: SandboxServer = {
  name: 'erp',
  kind: 'ERP',
  handle: async (request) => {
    const { method } = (await request.json()) as { readonly method: string }
    const results: Readonly<Record<string, unknown>> = {
      'common.db.login': [7, 'a session'],
      'model.res.user.get_preferences': { company: 3, language: 'fr' },
    }
    return Response.json({ id: 1, result: results[method] ?? [] })
  },
  refuse: (how) => new Response('', { status: { throttled: 429, unavailable: 503, expired: 401 }[how] }),
}

describe('Tryton’s faults', () => {
  const open = async () => {
    const served = await serve(empty, { port: await freePort() })
    const options = tryton.options.parse({ url: served.url, ...mappings, timeoutMs: 300 })
    const records: CallRecord[] = []
    const source = tryton.create('erp', options, { ...tools, observe: (record) => records.push(record) })
    return {
      source: 'erp',
      read: async () => (await source.ports.stores?.stores()) ?? [],
      diagnose: source.diagnose,
      records: () => records.splice(0),
      misbehave: served.misbehave,
      close: async () => {
        await source.close()
        await served.close()
      },
    }
  }
  faultContract('erp/tryton', import.meta.url, faultsOverHttp(open))
})

import { parseShape, readJson } from '../../call/json.ts'
import type { Diagnosis } from '../../source.ts'
import { instant } from '../../time.ts'
import type { PasserelleClient } from './client.ts'
import { accountShape } from './wire.ts'

/** Asks the provider whose account the key opens. */
export async function diagnosePasserelle(source: string, client: PasserelleClient): Promise<Diagnosis> {
  const answer = await client.read({ path: 'account', route: 'account' })
  const { api_version: version, livemode } = parseShape(source, accountShape, readJson(source, answer))
  const { date: told } = answer.headers
  const date = Date.parse(String(told ?? ''))
  return {
    // With a key for tests no money moves: that is for the operator to see, and no fault.
    version: livemode ? version : `${version} (test mode)`,
    clock: Number.isNaN(date) ? null : instant(new Date(date)),
    budget: null,
    warnings: [],
  }
}

import type { Answer } from '../../call/caller.ts'
import type { Endpoint, Service } from './endpoint.ts'
import type { EntitySet } from './entity-keys.ts'
import { refuseWrite } from './refusal.ts'

/** Writes to one S/4HANA system. Each is sent once; what the system refuses is a CONFLICT. */
export interface SapWriter {
  /** Creates a record with what it carries; answers what the system says of it. */
  create(service: Service, set: EntitySet, body: unknown): Promise<Answer>
  /** Changes some properties of a record. `key` is its key predicate, encoded. */
  change(service: Service, what: RecordChange): Promise<void>
}

interface RecordChange {
  readonly set: string
  readonly key: string
  readonly change: Readonly<Record<string, string>>
}

/** A writer that has written nothing yet. */
export function createSapWriter(source: string, endpoint: Endpoint): SapWriter {
  return {
    async create(service, set, body) {
      const write = { method: 'POST', path: set, route: set, body: JSON.stringify(body) } as const
      const answer = await endpoint.write(service, write)
      refuseWrite(source, set, answer)
      return answer
    },
    async change(service, { set, key, change }) {
      const answer = await endpoint.write(service, {
        method: 'PATCH',
        path: `${set}(${key})`,
        route: set,
        body: JSON.stringify(change),
        // Nobody's change is overwritten: the properties given are all that changes, and the system refuses what has come too late.
        headers: { 'if-match': '*' },
      })
      refuseWrite(source, set, answer)
    },
  }
}

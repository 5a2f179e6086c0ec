import { SourceError } from '../../error.ts'
import type { ConsentPurpose } from '../../ports/consents.ts'
import type { Client } from './client.ts'
import type { ConsentOptions } from './desk-options.ts'
import type { Values } from './dml.ts'
import type { FoundIn } from './found.ts'
import { own } from './soql.ts'
import { textOf } from './wire.ts'

const PURPOSE = 'DataUsePurpose'

interface PurposeTools {
  readonly client: Client
  readonly found: FoundIn
  readonly options: ConsentOptions
}

/** The field of a consent that refers to its purpose; purposes are looked up once, and anew where one is missing. A consent that names none is for `withoutPurpose`. */
export function createPurposes({ client, found, options }: PurposeTools) {
  let purposes: Promise<ReadonlyMap<string, string>> | null = null
  const byName = (): Promise<ReadonlyMap<string, string>> => {
    const asked = purposes ?? readPurposes(client, found)
    purposes = asked
    asked.catch(() => {
      if (purposes === asked) purposes = null
    })
    return asked
  }
  return async (purpose: ConsentPurpose): Promise<Values> => {
    const names = Object.keys(options.purposes).filter((name) => options.purposes[name] === purpose)
    if (names.length === 0) return {}
    const ids = await byName()
    const id = names.map((name) => ids.get(name)).find((one) => one !== undefined)
    if (id !== undefined) return { DataUsePurposeId: id }
    purposes = null
    if (purpose === options.withoutPurpose) return {}
    const message = `the org has no ${PURPOSE} for ${purpose}; map it in consents.purposes`
    throw new SourceError(found.source, 'UNSUPPORTED', message)
  }
}

async function readPurposes(client: Client, found: FoundIn): Promise<ReadonlyMap<string, string>> {
  const columns = own(PURPOSE, ['Id', 'Name'])
  const records = await client.query({ object: PURPOSE, columns, tail: 'ORDER BY Id' }, 1)
  return new Map(records.map((record) => [textOf(record, 'Name') ?? '', found.idOf(record)]))
}

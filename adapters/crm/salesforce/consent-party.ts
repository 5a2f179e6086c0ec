import { SourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import { type ConsentDeskTools, isWritten, modifiedAt, notThere, refusedBy } from './consent-records.ts'
import { INDIVIDUAL, individualOf } from './consents.ts'
import { CONTACT } from './contact.ts'
import { fullId } from './ids.ts'
import { own, quoted } from './soql.ts'
import { textOf, type WireRecord } from './wire.ts'
import { keyText } from './written.ts'

/** The contact's data privacy record; one is made, under a key of ours, where there is none. Null where somebody else changed the contact meanwhile. */
export async function partyOf(
  contact: WireRecord,
  { client, dml, found, keyField }: ConsentDeskTools,
): Promise<RecordId | null> {
  const known = individualOf(contact)
  if (known) return known
  const id = found.idOf(contact)
  const columns = own(CONTACT, ['Id', 'FirstName', 'LastName', 'IndividualId', 'LastModifiedDate'])
  const [now = null] = await client.retrieve({ object: CONTACT, columns, tail: '' }, [id])
  if (now === null) throw notThere(found.source)
  // An unconditional link would take away one that was given meanwhile, with the refusals in it.
  if (individualOf(now)) return null
  const key = keyText(`individual/${id}`)
  const made = await dml.change(INDIVIDUAL, [keyField, key], {
    FirstName: textOf(now, 'FirstName'),
    LastName: textOf(now, 'LastName') ?? '-',
  })
  if ('refused' in made) throw refusedBy(found.source, made.refused)
  const party = fullId(made.id) ?? (await individualUnder(key, { client, found, keyField }))
  const link = { values: { IndividualId: party }, unmodifiedSince: modifiedAt(now) }
  return isWritten(found.source, await dml.update(CONTACT, id, link)) ? party : null
}

/** Older versions of the API do not say which record was changed. */
async function individualUnder(
  key: string,
  { client, found, keyField }: Pick<ConsentDeskTools, 'client' | 'found' | 'keyField'>,
): Promise<RecordId> {
  const tail = `WHERE ${keyField} = ${quoted(key)}`
  const [record] = await client.query({ object: INDIVIDUAL, columns: own(INDIVIDUAL, ['Id']), tail }, 1)
  if (record) return found.idOf(record)
  throw new SourceError(found.source, 'BAD_RESPONSE', 'a record was made and is not there')
}

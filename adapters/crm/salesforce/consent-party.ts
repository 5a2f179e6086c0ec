import { SourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import { type ConsentDeskTools, refusedBy } from './consent-records.ts'
import { INDIVIDUAL, individualOf } from './consents.ts'
import { CONTACT } from './contact.ts'
import { fullId } from './ids.ts'
import { own, quoted } from './soql.ts'
import { textOf, type WireRecord } from './wire.ts'
import { keyText } from './written.ts'

/** The contact's data privacy record; one is made, under a key of ours, where there is none. */
export async function partyOf(
  contact: WireRecord,
  { client, dml, found, keyField }: ConsentDeskTools,
): Promise<RecordId> {
  const known = individualOf(contact)
  if (known) return known
  const id = found.idOf(contact)
  const names = { object: CONTACT, columns: own(CONTACT, ['Id', 'FirstName', 'LastName']), tail: '' }
  const [named = null] = await client.retrieve(names, [id])
  const key = keyText(`individual/${id}`)
  const made = await dml.change(INDIVIDUAL, [keyField, key], {
    FirstName: named && textOf(named, 'FirstName'),
    LastName: (named && textOf(named, 'LastName')) ?? '-',
  })
  if ('refused' in made) throw refusedBy(found.source, made.refused)
  const party = fullId(made.id) ?? (await individualUnder(key, { client, found, keyField }))
  const linked = await dml.update(CONTACT, id, { values: { IndividualId: party } })
  if ('refused' in linked) throw refusedBy(found.source, linked.refused)
  return party
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

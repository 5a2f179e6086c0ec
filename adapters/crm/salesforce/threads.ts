import { isSourceError, type SourceError } from '../../error.ts'
import { groupBy } from '../../group-by.ts'
import type { RecordId } from '../../ids.ts'
import type { Thread } from '../../ports/conversations.ts'
import { readEntries, sessionQuery } from './chats.ts'
import type { Client } from './client.ts'
import type { ConversationOptions } from './desk-options.ts'
import type { FoundIn } from './found.ts'
import { commentOf, commentQuery, DRAFT, emailOf, emailQuery, inOrder, isWithShopper } from './messages.ts'
import { among } from './soql.ts'
import type { WireRecord } from './wire.ts'

export interface ThreadContext {
  readonly client: Client
  readonly options: ConversationOptions
  readonly found: FoundIn
}

/**
 * The threads of these cases: comments, e-mails and chats, in two calls however many cases there are (more only where the
 * vendor's pages of 2000 records end). Throws a `SourceError` when any part cannot be read: half a thread is none.
 */
export async function readThreads(
  cases: readonly RecordId[],
  context: ThreadContext,
): Promise<ReadonlyMap<string, Thread>> {
  const { client, options, found } = context
  const ids = (field: string) => `WHERE ${among(field, cases)}`
  const asked = [
    commentQuery(`${ids('ParentId')} AND IsPublished = TRUE`),
    emailQuery(`${ids('ParentId')} AND Status != ${DRAFT}`),
    ...(options.messaging ? [sessionQuery(ids('CaseId'))] : []),
  ]
  const answers = await client.queries(asked.map((query) => ({ query, keys: cases.length })))
  const [comments = [], emails = [], sessions = []] = answers.map(orThrow)
  const chats = await readEntries(sessions, context)
  const said = [
    ...comments.map((record) => commentOf(record, options, found)),
    ...emails.filter(isWithShopper).map((record) => emailOf(record, found)),
    ...chats.said,
  ]
  const byCase = groupBy(said, ({ of }) => of)
  return new Map(
    cases.map((id) => {
      const messages = (byCase.get(id) ?? []).map(({ message }) => message)
      return [id, { messages: messages.sort(inOrder), complete: !chats.silent.has(id) }]
    }),
  )
}

function orThrow(answer: readonly WireRecord[] | SourceError): readonly WireRecord[] {
  if (isSourceError(answer)) throw answer
  return answer
}

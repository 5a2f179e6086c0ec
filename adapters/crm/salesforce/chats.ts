import type { MessageAuthor } from '../../ports/conversations.ts'
import { idIn, type Said, spokenAt, unmapped } from './messages.ts'
import { among, own, type Query } from './soql.ts'
import type { ThreadContext } from './threads.ts'
import { textOf, type WireRecord } from './wire.ts'

const SESSION = 'MessagingSession'
const ENTRY = 'ConversationEntry'
const AUTHORS: Readonly<Record<string, MessageAuthor>> = {
  EndUser: 'CUSTOMER',
  Agent: 'AGENT',
  Supervisor: 'AGENT',
  Bot: 'BOT',
}

/** Chats over messaging channels, of cases. */
export function sessionQuery(tail: string): Query {
  return { object: SESSION, columns: own(SESSION, ['Id', 'CaseId', 'ChannelType']), tail }
}

/** What was said in chats. */
export function entryQuery(tail: string): Query {
  const names = ['Id', 'ConversationId', 'ActorType', 'EntryType', 'EntryTime', 'Message', 'HasAttachments']
  return { object: ENTRY, columns: own(ENTRY, names), tail }
}

interface Chats {
  readonly said: readonly Said[]
  /** Cases with a chat of which the org holds no message: it is kept elsewhere. */
  readonly silent: ReadonlySet<string>
}

/**
 * The messages of chats, in one call. Standard channels (SMS, WhatsApp, Facebook Messenger) keep the words in
 * ConversationEntry.Message; enhanced ones leave it blank or make no entry at all, and their words are in Data Cloud or the
 * Connect API alone (object reference, ConversationEntry, "Usage"). Asking that API marks a chat as active, so nobody does.
 */
export async function readEntries(
  sessions: readonly WireRecord[],
  { client, options, found }: ThreadContext,
): Promise<Chats> {
  if (sessions.length === 0) return { said: [], silent: new Set() }
  const chats = new Map(
    sessions.map((session) => [
      found.idOf(session),
      { of: idIn(session, 'CaseId', found), network: textOf(session, 'ChannelType') ?? 'messaging' },
    ]),
  )
  const tail = `WHERE ${among('ConversationId', [...chats.keys()])} AND EntryType = 'Text'`
  const heard = new Set<string>()
  const said = (await client.query(entryQuery(tail), chats.size)).flatMap((record): readonly Said[] => {
    const id = idIn(record, 'ConversationId', found)
    const chat = chats.get(id)
    if (!chat) return []
    heard.add(id)
    const text = textOf(record, 'Message')
    const message = {
      ...spokenAt(record, 'EntryTime', found),
      author: AUTHORS[textOf(record, 'ActorType') ?? ''] ?? 'SYSTEM',
      channel: options.networks[chat.network] ?? unmapped(chat.network, 'SOCIAL'),
      text,
      textKept: text !== null || textOf(record, 'HasAttachments') === 'true',
    }
    return [{ of: chat.of, message }]
  })
  const silent = [...chats].filter(([id]) => !heard.has(id)).map(([, { of }]) => of)
  return { said, silent: new Set(silent) }
}

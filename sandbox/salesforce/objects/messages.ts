import type { WorldEmail, WorldEntry, WorldSession } from '../../world/threads.ts'
import type { World } from '../../world/types.ts'
import { field, type ObjectType, reference, systemFields } from '../object-type.ts'
import type { CaseRow } from './cases.ts'

interface EmailRow {
  readonly of: CaseRow
  readonly email: WorldEmail
}
interface SessionRow {
  readonly of: CaseRow
  readonly session: WorldSession
}
interface EntryRow {
  readonly session: WorldSession
  readonly entry: WorldEntry
  /** `Text` is a message; the others are events of the session. */
  readonly type: 'Text' | 'AdminOptedIn'
}

const DESK = 'service@maison-couture.example'
const CARRIER = 'litiges@transporteur.example'
const ACTORS: Readonly<Record<WorldEntry['by'], string>> = {
  shopper: 'EndUser',
  agent: 'Agent',
  bot: 'Bot',
}

/** EmailMessage, MessagingSession and ConversationEntry, of standard channels: their words are in the org. */
export function messageObjects(
  world: World,
  cases: () => readonly CaseRow[],
): readonly [ObjectType<EmailRow>, ObjectType<SessionRow>, ObjectType<EntryRow>] {
  return [emailObject(world, cases), sessionObject(cases), entryObject(cases)]
}

function emailObject(world: World, cases: () => readonly CaseRow[]): ObjectType<EmailRow> {
  const shopper = ({ of }: EmailRow) => world.customers[of.customer]?.email ?? null
  return {
    name: 'EmailMessage',
    keyPrefix: '02s',
    children: [],
    rows: () => cases().flatMap((of) => of.thread.emails.map((email) => ({ of, email }))),
    fields: [
      field('Id', 'id', ({ email }) => email.id),
      reference('ParentId', { type: 'Case', relationship: 'Parent' }, ({ of }) => of.id),
      field('Subject', 'string', ({ of }) => of.subject),
      // Shoppers' programs write HTML alone; the desk's writes both.
      field('TextBody', 'textarea', ({ email }) => (email.from === 'shopper' ? null : email.text)),
      field('HtmlBody', 'textarea', ({ email }) => `<html><body><p>${email.text}</p></body></html>`),
      field('Incoming', 'boolean', ({ email }) => email.from === 'shopper'),
      field('Status', 'picklist', ({ email }) => statusOf(email)),
      field('MessageDate', 'datetime', ({ email }) => email.at),
      field('FromAddress', 'email', (row) => (row.email.from === 'shopper' ? shopper(row) : DESK)),
      field('ToAddress', 'string', (row) => toAddress(row.email, shopper(row))),
      ...systemFields<EmailRow>(({ email }) => email.at),
    ],
  }
}

/** 2 Replied, 3 Sent, 5 Draft (object reference, EmailMessage.Status). */
function statusOf({ from, draft }: WorldEmail): string {
  if (draft) return '5'
  return from === 'shopper' ? '2' : '3'
}

function toAddress({ from }: WorldEmail, shopper: string | null): string | null {
  if (from === 'shopper') return DESK
  return from === 'carrier' ? CARRIER : shopper
}

function sessionObject(cases: () => readonly CaseRow[]): ObjectType<SessionRow> {
  return {
    name: 'MessagingSession',
    keyPrefix: '0Mw',
    children: [],
    rows: () => cases().flatMap((of) => of.thread.sessions.map((session) => ({ of, session }))),
    fields: [
      field('Id', 'id', ({ session }) => session.id),
      reference('CaseId', { type: 'Case', relationship: 'Case' }, ({ of }) => of.id),
      field('ChannelType', 'picklist', ({ session }) => session.network),
      field('ChannelName', 'string', ({ session }) => `Maison Couture ${session.network}`),
      field('Status', 'picklist', () => 'Ended'),
      ...systemFields<SessionRow>(({ of, session }) => session.entries[0]?.at ?? of.createdAt),
    ],
  }
}

function entryObject(cases: () => readonly CaseRow[]): ObjectType<EntryRow> {
  const entries = (session: WorldSession): readonly EntryRow[] =>
    session.entries.map((entry) => ({ session, entry, type: 'Text' }))
  return {
    name: 'ConversationEntry',
    keyPrefix: '0Mx',
    children: [],
    rows: () => cases().flatMap(({ thread }) => thread.sessions.flatMap(entries)),
    fields: [
      field('Id', 'id', ({ entry }) => entry.id),
      reference(
        'ConversationId',
        { type: 'MessagingSession', relationship: 'Conversation' },
        ({ session }) => session.id,
      ),
      field('ActorType', 'picklist', ({ entry }) => ACTORS[entry.by]),
      field('EntryType', 'picklist', ({ type }) => type),
      field('EntryTime', 'datetime', ({ entry }) => entry.at),
      field('Message', 'textarea', ({ entry }) => entry.text),
      field('HasAttachments', 'boolean', () => false),
      ...systemFields<EntryRow>(({ entry }) => entry.at),
    ],
  }
}

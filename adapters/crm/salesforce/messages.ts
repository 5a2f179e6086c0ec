import type { Channel } from '../../channel.ts'
import { SourceError } from '../../error.ts'
import type { Message } from '../../ports/conversations.ts'
import { parseInstant } from '../../time.ts'
import type { ConversationOptions } from './desk-options.ts'
import type { FoundIn } from './found.ts'
import { plainText } from './plain-text.ts'
import { own, type Query, referencedField } from './soql.ts'
import { parentOf, textOf, type WireRecord } from './wire.ts'

const COMMENT = 'CaseComment'
const EMAIL = 'EmailMessage'
/** EmailMessage.Status of a letter begun and not sent (object reference). */
export const DRAFT = "'5'"
const EMAIL_CHANNEL: Channel = { code: 'email', kind: 'EMAIL' }
/** Users who are customers of the retailer: portal and community licences (object reference, User.UserType). */
const PORTAL_USERS = /^(?:csp(?:lite)?portal|powercustomersuccess|customersuccess|selfservice|guest)$/i

/** A message, and the case it belongs to. */
export interface Said {
  readonly of: string
  readonly message: Message
}

const ofCase = (object: string, field: string) =>
  referencedField(
    { object, field: 'ParentId' },
    { relationship: 'Parent', parent: { object: 'Case', field } },
  )

/** Comments on cases. */
export function commentQuery(tail: string): Query {
  const writer = { relationship: 'CreatedBy', parent: { object: 'User', field: 'UserType' } }
  return {
    object: COMMENT,
    columns: [
      ...own(COMMENT, ['Id', 'ParentId', 'CommentBody', 'IsPublished', 'CreatedDate']),
      referencedField({ object: COMMENT, field: 'CreatedById' }, writer),
      ofCase(COMMENT, 'Origin'),
    ],
    tail,
  }
}

/** E-mails on cases, with the addresses that tell the shopper's from the desk's other letters. */
export function emailQuery(tail: string): Query {
  return {
    object: EMAIL,
    columns: [
      ...own(EMAIL, ['Id', 'ParentId', 'TextBody', 'HtmlBody', 'Incoming', 'Status', 'MessageDate']),
      ...own(EMAIL, ['FromAddress', 'ToAddress', 'CreatedDate']),
      ofCase(EMAIL, 'ContactEmail'),
      ofCase(EMAIL, 'SuppliedEmail'),
    ],
    tail,
  }
}

/** A comment, in the channel the case came by: the desk writes down what is said on the phone. */
export function commentOf(record: WireRecord, { origins }: ConversationOptions, found: FoundIn): Said {
  const origin = textOf(parentOf(record, 'Parent') ?? {}, 'Origin') ?? 'desk'
  const type = textOf(parentOf(record, 'CreatedBy') ?? {}, 'UserType') ?? 'Standard'
  return {
    of: idIn(record, 'ParentId', found),
    message: {
      ...spokenAt(record, 'CreatedDate', found),
      author: PORTAL_USERS.test(type) ? 'CUSTOMER' : 'AGENT',
      channel: origins[origin] ?? unmapped(origin, 'CALL_CENTER'),
      text: textOf(record, 'CommentBody'),
      textKept: true,
    },
  }
}

/** An e-mail; one written in HTML alone as the text in it. */
export function emailOf(record: WireRecord, found: FoundIn): Said {
  const html = textOf(record, 'HtmlBody')
  const dated = textOf(record, 'MessageDate') === null ? 'CreatedDate' : 'MessageDate'
  return {
    of: idIn(record, 'ParentId', found),
    message: {
      ...spokenAt(record, dated, found),
      author: textOf(record, 'Incoming') === 'true' ? 'CUSTOMER' : 'AGENT',
      channel: EMAIL_CHANNEL,
      text: textOf(record, 'TextBody') ?? (html && plainText(html)),
      textKept: true,
    },
  }
}

/** A letter to or from the shopper: the desk also writes to carriers and stores about a case. */
export function isWithShopper(record: WireRecord): boolean {
  const parent = parentOf(record, 'Parent') ?? {}
  const shopper = ['ContactEmail', 'SuppliedEmail'].flatMap(
    (field) => textOf(parent, field)?.toLowerCase() ?? [],
  )
  const field = textOf(record, 'Incoming') === 'true' ? 'FromAddress' : 'ToAddress'
  const addresses = (textOf(record, field) ?? '').toLowerCase().split(/[;,\s<>]+/)
  return shopper.some((address) => addresses.includes(address))
}

/** The id in a reference, in full. Throws BAD_RESPONSE when there is none. */
export function idIn(record: WireRecord, field: string, found: FoundIn) {
  return found.idOf({ Id: textOf(record, field) })
}

/** Who said it and when, by record. Throws BAD_RESPONSE without a time. */
export function spokenAt(
  record: WireRecord,
  field: string,
  found: FoundIn,
): Pick<Message, 'recordId' | 'at'> {
  const at = parseInstant(textOf(record, field) ?? '')
  if (at === null) throw new SourceError(found.source, 'BAD_RESPONSE', 'a message has no readable time')
  return { recordId: found.idOf(record), at }
}

/** A channel the retailer has not named keeps the vendor's word. */
export function unmapped(word: string, kind: Channel['kind']): Channel {
  return { code: word.toLowerCase(), kind }
}

/** Oldest first; at the same instant by record id. */
export function inOrder(left: Message, right: Message): number {
  if (left.at !== right.at) return left.at < right.at ? -1 : 1
  return left.recordId < right.recordId ? -1 : 1
}

import { ApiError } from '../api-error.ts'
import type { Dml, Field, Value } from '../object-type.ts'
import type { Overlay } from './overlay.ts'
import type { ContactRow } from './people.ts'

/** Longest texts that a Contact takes, by field (object reference, Contact). */
const LONGEST: Readonly<Record<string, number>> = {
  FirstName: 40,
  LastName: 80,
  Email: 80,
  Phone: 40,
  MobilePhone: 40,
  Preferred_Store__c: 255,
}
const LANGUAGES = ['fr_FR', 'en_GB', 'en_US', 'de_DE']

/** What is asked of the other contacts, as they are now. */
interface Others {
  readonly contacts: readonly ContactRow[]
  readonly email: Field<ContactRow>
}

/** Changing contacts. The org's duplicate rule forbids an e-mail that another contact has; Language__c is a restricted picklist. */
export function contactWrites(overlay: Overlay, others: () => Others): Dml<ContactRow> {
  return {
    fields: [...Object.keys(LONGEST), 'Language__c', 'HasOptedOutOfEmail', 'DoNotCall', 'IndividualId'],
    required: ['LastName'],
    unique: [],
    // Contacts are made by the web shop and the tills alone.
    insert: null,
    update(row, values) {
      if ('LastName' in values && !values['LastName']) throw missing('LastName')
      for (const [name, value] of Object.entries(values)) checkText(name, value)
      if (typeof values['Email'] === 'string') checkEmail(row, values['Email'], others())
      overlay.write(row.contactId, values)
    },
  }
}

function checkText(name: string, value: Value): void {
  if (typeof value !== 'string') return
  const most = LONGEST[name]
  if (most !== undefined && value.length > most) {
    const message = `${name}: data value too large: (max length=${most})`
    throw new ApiError(400, 'STRING_TOO_LONG', message, [name])
  }
  if (name === 'Language__c') checkWord(name, value, LANGUAGES)
}

/** Throws unless a restricted picklist has the value. */
export function checkWord(name: string, value: Value | undefined, words: readonly string[]): void {
  if (value === undefined || value === null || words.includes(String(value))) return
  const message = `${name}: bad value for restricted picklist field: ${String(value)}`
  throw new ApiError(400, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message, [name])
}

function checkEmail(row: ContactRow, email: string, { contacts, email: field }: Others): void {
  // Stricter than mailboxes are: the vendor wants a dot in the domain.
  if (!/^[^\s@"(),:;<>[\\\]]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email)) {
    throw new ApiError(400, 'INVALID_EMAIL_ADDRESS', `Email: invalid email address: ${email}`, ['Email'])
  }
  const same = (other: ContactRow) => String(field.read(other) ?? '').toLowerCase() === email.toLowerCase()
  if (contacts.some((other) => other.contactId !== row.contactId && same(other))) {
    throw new ApiError(400, 'DUPLICATES_DETECTED', 'Use one of these records?', [])
  }
}

function missing(name: string): ApiError {
  return new ApiError(400, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${name}]`, [name])
}

import { SourceError } from '../../error.ts'
import type { LoyaltyAccount } from '../../ports/loyalty.ts'
import type { Enrolment, LoyaltyDesk } from '../../ports/loyalty-desk.ts'
import type { Day } from '../../time.ts'
import type { Client } from './client.ts'
import type { Dml, Values } from './dml.ts'
import type { FoundIn } from './found.ts'
import { fullId } from './ids.ts'
import { memberQuery, toAccount } from './member.ts'
import type { DeskOptions, LoyaltyOptions } from './options.ts'
import { refusal } from './refusal.ts'
import { among } from './soql.ts'
import { keyText } from './written.ts'

/** What the desk works with. */
export interface DeskTools {
  readonly found: FoundIn
  readonly dml: Dml
  readonly desk: DeskOptions
  today(): Day
}

/** Makes members, and reads each by its key as the org then has it: a repeat finds the member that is there. */
export function createEnrolment(
  client: Client,
  options: LoyaltyOptions,
  { found, dml, desk, today }: DeskTools,
): LoyaltyDesk['enrol'] {
  const { source } = found

  const memberUnder = async (key: string): Promise<LoyaltyAccount | null> => {
    const [record] = await client.query(
      memberQuery(`WHERE ${among(desk.externalId, [keyText(key)])}`, options),
      1,
    )
    return record ? toAccount(record, found.idOf(record), { source, options, today: today() }) : null
  }

  return async (asked) => {
    const written = await dml.create('LoyaltyProgramMember', memberOf(desk.externalId, asked))
    const isRepeat = 'refused' in written && written.refused === 'DUPLICATE_VALUE'
    if ('refused' in written && !isRepeat) throw refusal(source, written.refused)
    const account = await memberUnder(asked.key)
    if (account && isOf(account, asked)) return account
    // A duplicate of another key's: the shopper is a member already, or the card is somebody's.
    if (isRepeat) throw refusal(source, 'DUPLICATE_VALUE')
    throw new SourceError(source, 'BAD_RESPONSE', 'a member was made and is not what was asked for')
  }
}

function memberOf(keyField: string, { key, customer, program, cardNumber, on }: Enrolment): Values {
  return {
    ContactId: customer,
    ProgramId: program,
    MembershipNumber: cardNumber,
    MemberType: 'Individual',
    MemberStatus: 'Active',
    EnrollmentDate: on,
    [keyField]: keyText(key),
  }
}

function isOf({ customer, cardNumber, program }: LoyaltyAccount, asked: Enrolment): boolean {
  return (
    customer === fullId(asked.customer) &&
    cardNumber === asked.cardNumber &&
    fullId(program.id) === fullId(asked.program)
  )
}

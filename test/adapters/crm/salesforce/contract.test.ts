import { describe } from 'vitest'
import type { RecordId } from '../../../../adapters/ids.ts'
import { consentsContract } from '../../../contracts/consents.ts'
import { conversationsContract } from '../../../contracts/conversations.ts'
import { faultContract, faultsOfBatches, faultsOverHttp } from '../../../contracts/faults.ts'
import { loyaltyContract } from '../../../contracts/loyalty.ts'
import { loyaltyDeskContract } from '../../../contracts/loyalty-desk.ts'
import { profileDeskContract } from '../../../contracts/profile-desk.ts'
import { profilesContract } from '../../../contracts/profiles.ts'
import { promotionsContract } from '../../../contracts/promotions.ts'
import { clock, world } from '../../../contracts/small-world.ts'
import { connectCrm } from './open.ts'

const connect = (options = {}) => connectCrm({ world, server: { clock }, options })
const contactOf = (index: number) => world.customers[index]?.contactId ?? null

describe('Salesforce’s profiles', () => {
  profilesContract(async () => {
    const { profiles, close } = await connect()
    return { port: profiles, source: 'crm', names: true, idOf: ({ index }) => contactOf(index), close }
  })
})

describe('Salesforce’s loyalty', () => {
  loyaltyContract(async () => {
    const { loyalty, close } = await connectCrm({ world, server: { clock }, clock })
    return { port: loyalty, source: 'crm', customerId: contactOf, close }
  })
})

describe('Salesforce’s loyalty desk', () => {
  loyaltyDeskContract(async () => {
    const { loyalty, loyaltyDesk, close } = await connectCrm({ world, server: { clock }, clock })
    return { port: loyaltyDesk, loyalty, source: 'crm', customerId: contactOf, close }
  })
})

describe('Salesforce’s consents', () => {
  consentsContract(async () => {
    const { consents, close } = await connect()
    return { port: consents, source: 'crm', idOf: ({ contactId }) => contactId, close }
  })
})

describe('Salesforce’s desk for profiles', () => {
  profileDeskContract(async () => {
    const { profiles, consents, profileDesk, close } = await connectCrm({ world, server: { clock }, clock })
    return { port: profileDesk, profiles, consents, source: 'crm', customerId: contactOf, close }
  })
})

describe('Salesforce’s service desk', () => {
  conversationsContract(async () => {
    const { conversations, close } = await connect()
    return { port: conversations, source: 'crm', customerId: contactOf, close }
  })
})

describe('Salesforce’s promotions', () => {
  promotionsContract(async () => {
    const { promotions, close } = await connect()
    return { port: promotions, source: 'crm', customerId: contactOf, close }
  })
})

describe('Salesforce’s faults', () => {
  const open = async () => {
    const { profiles, loyalty, source, served, records, close } = await connect({ timeoutMs: 300 })
    // Several queries' worth: a statement in a URL takes about 2,000 characters.
    const cards = world.loyalty.map(({ card }) => card)
    return {
      source: 'crm',
      read: async () => (await profiles.profiles([contactOf(0) as RecordId])).values(),
      many: { keys: cards, read: (keys: readonly string[]) => loyalty.accountsByCard(keys) },
      diagnose: source.diagnose,
      records: () => records.splice(0),
      misbehave: served.misbehave,
      close,
    }
  }
  faultContract('crm/salesforce', import.meta.url, {
    ...faultsOverHttp(open),
    ...faultsOfBatches(open),
  })
})

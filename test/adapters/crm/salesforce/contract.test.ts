import { describe } from 'vitest'
import type { RecordId } from '../../../../adapters/ids.ts'
import { consentsContract } from '../../../contracts/consents.ts'
import { conversationsContract } from '../../../contracts/conversations.ts'
import { faultContract } from '../../../contracts/faults.ts'
import { loyaltyContract } from '../../../contracts/loyalty.ts'
import { profilesContract } from '../../../contracts/profiles.ts'
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
    const { loyalty, close } = await connect()
    return { port: loyalty, source: 'crm', customerId: contactOf, close }
  })
})

describe('Salesforce’s consents', () => {
  consentsContract(async () => {
    const { consents, close } = await connect()
    return { port: consents, source: 'crm', idOf: ({ contactId }) => contactId, close }
  })
})

describe('Salesforce’s service desk', () => {
  conversationsContract(async () => {
    const { conversations, close } = await connect()
    return { port: conversations, source: 'crm', customerId: contactOf, close }
  })
})

describe('Salesforce’s faults', () => {
  faultContract(async () => {
    const { profiles, served, close } = await connect({ timeoutMs: 300 })
    return {
      source: 'crm',
      read: async () => (await profiles.profiles([contactOf(0) as RecordId])).values(),
      misbehave: served.misbehave,
      close,
    }
  })
})

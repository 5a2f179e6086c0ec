import { describe } from 'vitest'
import type { RecordId } from '../../../../adapters/ids.ts'
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
    const { loyalty, close } = await connectCrm({ world, server: { clock }, clock })
    return { port: loyalty, source: 'crm', customerId: contactOf, close }
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

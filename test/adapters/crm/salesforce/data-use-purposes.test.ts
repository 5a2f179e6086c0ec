import { expect, it } from 'vitest'
import type { Client } from '../../../../adapters/crm/salesforce/client.ts'
import { createPurposes } from '../../../../adapters/crm/salesforce/data-use-purposes.ts'
import { consentOptions } from '../../../../adapters/crm/salesforce/desk-options.ts'
import { foundIn } from '../../../../adapters/crm/salesforce/found.ts'
import { clock } from '../../../contracts/small-world.ts'
import { failure } from './open.ts'

/** Over an org whose purposes may become more. */
function purposesOf(purposes: object, org: readonly object[]) {
  const options = consentOptions.parse({ purposes })
  if (!options) throw new Error('expected options')
  let looks = 0
  const client = {
    query: async () => {
      looks += 1
      return [...org]
    },
  } as unknown as Client
  const purposeId = createPurposes({ client, found: foundIn('crm', clock), options })
  return { purposeId, looks: () => looks }
}

it('a purpose that the org has made by now is found, and looked up no more', async () => {
  const org = [{ Id: '0ZW000000000001GAA', Name: 'Marketing' }]
  const { purposeId, looks } = purposesOf({ Marketing: 'MARKETING', Profil: 'PROFILING' }, org)
  await expect(purposeId('PROFILING')).rejects.toEqual(failure('UNSUPPORTED'))
  org.push({ Id: '0ZW000000000002GAA', Name: 'Profil' })
  expect(await purposeId('PROFILING')).toEqual({ DataUsePurposeId: '0ZW000000000002GAA' })
  expect(await purposeId('MARKETING')).toEqual({ DataUsePurposeId: '0ZW000000000001GAA' })
  expect(looks()).toBe(2)
})

it('a purpose that a consent without one is for need not be there', async () => {
  const { purposeId } = purposesOf({ Marketing: 'MARKETING', Profil: 'PROFILING' }, [])
  expect(await purposeId('MARKETING')).toEqual({})
  await expect(purposeId('PROFILING')).rejects.toEqual(failure('UNSUPPORTED'))
})

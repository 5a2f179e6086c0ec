import type { RecordId } from '../../adapters/ids.ts'
import {
  type Identifier,
  normalEmail,
  normalPhone,
  type Profile,
  type Profiles,
} from '../../adapters/ports/profiles.ts'
import { type MemorySource, readEach } from './found.ts'

/** A shopper's record in the order of its making. */
export interface MemoryProfile {
  readonly id: string
  readonly profile: Profile
}

export interface MemoryProfilesOptions extends MemorySource {
  readonly records: readonly MemoryProfile[]
  /** @default 3 */
  readonly pageSize?: number
}

/** The plainest `Profiles`. */
export function memoryProfiles(options: MemoryProfilesOptions): Profiles {
  const { source, records, pageSize = 3 } = options
  return {
    profiles: async (ids) =>
      readEach(options, ids, (id) => {
        const record = records.find((one) => one.id === id)
        return record ? [record.profile, id] : null
      }),
    find: async (identifiers) =>
      readEach(options, identifiers, (wanted) => {
        const matches = records
          .filter(({ profile }) => answersTo(profile, wanted))
          .slice(0, 20)
          .map(({ id, profile }) => ({ recordId: id as RecordId, profile }))
        return matches[0] ? [matches, matches[0].recordId] : null
      }),
    customerReferences: async (after) => {
      const start = Number(after ?? 0)
      const page = records.slice(start, start + pageSize)
      const sets = page.map(({ id, profile }) => ({
        record: { source, id: id as RecordId },
        same: profile.crossReferences,
      }))
      return { sets, next: start + pageSize < records.length ? String(start + pageSize) : null }
    },
  }
}

function answersTo({ email, phone, crossReferences }: Profile, { type, value }: Identifier): boolean {
  if (type === 'EMAIL') return email !== null && normalEmail(email) === normalEmail(value)
  if (type === 'PHONE') return phone !== null && normalPhone(phone) === normalPhone(value)
  return crossReferences.some(({ record }) => record.source === 'card' && record.id === value)
}

/** A profile that says nothing but what is given. */
export function plainProfile(facts: Partial<Profile> = {}): Profile {
  return {
    givenName: null,
    familyName: null,
    email: null,
    phone: null,
    birthDate: null,
    preferredLocale: null,
    addresses: [],
    preferredStore: null,
    firstTouch: null,
    crossReferences: [],
    ...facts,
  }
}

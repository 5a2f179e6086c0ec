import type { SystemKind } from '../../adapters/source.ts'
import type { Context } from '../context.ts'
import { CARD, customerById } from '../customer-records.ts'
import { defineSubgraph } from '../define-subgraph.ts'
import { badInput, known } from '../graphql-error.ts'
import { ownCustomer } from '../owners.ts'
import { addressesOf } from './addresses.ts'
import { consentsOf } from './consents.ts'
import { firstTouchOf, versionOf } from './first-touch.ts'
import { lookup } from './lookup.ts'
import type { CustomerModel } from './models.ts'
import { fieldOf, fieldSource, gather, PROFILE_FIELDS, type ProfileField, preferredStore } from './profile.ts'
import type { Resolvers } from './resolvers.generated.ts'

const find = async (context: Context, id: string): Promise<CustomerModel | null> => {
  const entity = await customerById(context, id)
  return entity && { id: entity.id, entity }
}
const field =
  <F extends ProfileField>(name: F) =>
  async ({ entity }: CustomerModel, _: unknown, context: Context) =>
    fieldOf(await gather(context, entity), name)
const kindOf = ({ services }: Context, source: string): SystemKind =>
  services.estate.sources.find(({ name }) => name === source)?.kind ?? 'GRAPH'

const resolvers: Resolvers = {
  Query: {
    me: (_, __, context) => (context.viewer.customerId ? find(context, context.viewer.customerId) : null),
    customer: (_, { id }, context) => find(context, id),
    customerLookup: (_, { type, value }, context) => lookup(context, type, value),
  },
  Customer: {
    __resolveReference: ({ id }, context) => find(context, id),
    givenName: field('givenName'),
    familyName: field('familyName'),
    email: field('email'),
    phone: field('phone'),
    birthDate: field('birthDate'),
    preferredLocale: field('preferredLocale'),
    preferredStore: async ({ entity }, _, context) => {
      const store = preferredStore(context, await gather(context, entity))
      return store && { id: store.id }
    },
    addresses: async ({ entity }, _, context) => addressesOf(await gather(context, entity)),
    firstTouch: async ({ entity }, _, context) => firstTouchOf(await gather(context, entity)),
    consents: ({ entity }, _, context) => consentsOf(context, entity),
    version: async ({ entity }, _, context) => versionOf(await gather(context, entity)),
    identities: ({ entity }) => entity.records,
    fieldSources: async ({ entity }, { fields }, context) => {
      const all = await gather(context, entity)
      return profileFields(fields ?? PROFILE_FIELDS).flatMap((name) => fieldSource(context, all, name) ?? [])
    },
    sources: async ({ entity }, _, context) => (await gather(context, entity)).statuses,
  },
  CustomerMatchResult: {
    best: ({ best }) => known(best),
  },
  CustomerIdentity: {
    system: ({ record }, _, context) => kindOf(context, record.source),
    instance: ({ record }) => record.source,
    externalId: ({ record }) => (record.source === CARD ? `••••${record.id.slice(-4)}` : record.id),
  },
}

function profileFields(names: readonly string[]): readonly ProfileField[] {
  return names.map((name) => {
    const known = PROFILE_FIELDS.find((one) => one === name)
    if (known) return known
    throw badInput(`expected "fields" among ${PROFILE_FIELDS.join(', ')}`)
  })
}

/** Shoppers: who they are, in every system. */
export const customers = defineSubgraph('customers', resolvers, { Customer: ownCustomer })

import type { SystemKind } from '../../adapters/source.ts'
import type { Context } from '../context.ts'
import { defineSubgraph } from '../define-subgraph.ts'
import { badInput, known } from '../graphql-error.ts'
import { ownCustomer } from '../shared/access/owners.ts'
import { CARD } from '../shared/shoppers/customer-records.ts'
import { addressesOf } from './addresses.ts'
import { setConsent } from './consent-set.ts'
import { consentsOf } from './consents.ts'
import { findCustomer } from './find.ts'
import { firstTouchOf, versionOf } from './first-touch.ts'
import { lookup } from './lookup.ts'
import type { CustomerModel } from './models.ts'
import { fieldOf, fieldSource, gather, PROFILE_FIELDS, type ProfileField, preferredStore } from './profile.ts'
import type { Resolvers } from './resolvers.generated.ts'
import { updateCustomer } from './update.ts'

const field =
  <F extends ProfileField>(name: F) =>
  async ({ entity }: CustomerModel, _: unknown, context: Context) =>
    fieldOf(await gather(context, entity), name)
const kindOf = ({ services }: Context, source: string): SystemKind =>
  services.estate.sources.find(({ name }) => name === source)?.kind ?? 'GRAPH'

const resolvers: Resolvers = {
  Query: {
    me: (_, __, context) =>
      context.viewer.customerId ? findCustomer(context, context.viewer.customerId) : null,
    customer: (_, { id }, context) => findCustomer(context, id),
    customerLookup: (_, { type, value }, context) => lookup(context, type, value),
  },
  Mutation: {
    customerUpdate: (_, args, context, info) => updateCustomer(context, args, info),
    consentSet: (_, args, context, info) => setConsent(context, args, info),
  },
  Customer: {
    __resolveReference: ({ id }, context) => findCustomer(context, id),
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
  CustomerPayload: { customer: ({ customer }) => customer() },
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
export const customers = defineSubgraph(
  'customers',
  resolvers,
  { Customer: ownCustomer },
  // Whose records they change is worked out where they are resolved.
  new Set(['Mutation.customerUpdate', 'Mutation.consentSet']),
)

import { expect, onTestFinished } from 'vitest'
import type { CallRecord } from '../../../../adapters/call/scope.ts'
import { salesforce } from '../../../../adapters/crm/salesforce/index.ts'
import { salesforceOptions } from '../../../../adapters/crm/salesforce/options.ts'
import { isFound, type Read } from '../../../../adapters/read.ts'
import {
  type SalesforceOptions as ServerOptions,
  salesforceServer,
} from '../../../../sandbox/salesforce/server.ts'
import { serve } from '../../../../sandbox/serve.ts'
import type { World } from '../../../../sandbox/world/types.ts'
import { createWorld } from '../../../../sandbox/world/world.ts'
import { freePort } from '../../../sandbox/free-port.ts'

/** The tests' present. */
const NOW = new Date('2026-06-01T08:00:00Z')
/** Enough shoppers for every part, quick to make. */
export const world = createWorld({ now: NOW, size: 60 })

/** What a retailer writes into `couture.yaml` for this CRM. */
export const mapping = {
  fields: {
    loyaltyCard: 'Loyalty_Card__c',
    locale: 'Language__c',
    preferredStore: 'Preferred_Store__c',
  },
  references: {
    ERP_Customer__c: 'erp',
    Till_Customer__c: 'tills',
    Web_Account__c: { source: 'shop', method: 'VERIFIED_LOGIN' },
  },
  profileDesk: { externalId: 'Couture_Key__c' },
  firstTouch: {
    channels: { Instagram: { code: 'instagram', kind: 'SOCIAL' }, Web: { code: 'web', kind: 'WEB' } },
    campaign: 'First_Campaign__c',
    referrer: 'First_Referrer__c',
  },
  consents: {
    purposes: { Marketing: 'MARKETING', Personnalisation: 'PERSONALISATION' },
    legalText: 'Legal_Text__c',
  },
  conversations: {
    orderNumber: 'Order_Number__c',
    orderChannel: 'Order_Channel__c',
    orderChannels: {
      WEB: { code: 'web', kind: 'WEB' },
      APP: { code: 'app', kind: 'MOBILE_APP' },
      TEL: { code: 'phone', kind: 'CALL_CENTER' },
      POS: { code: 'store', kind: 'STORE_POS' },
    },
    origins: {
      Web: { code: 'web', kind: 'WEB' },
      Phone: { code: 'phone', kind: 'CALL_CENTER' },
      Email: { code: 'email', kind: 'EMAIL' },
      Chat: { code: 'chat', kind: 'WEB' },
    },
    messaging: true,
  },
  loyalty: {
    pendingPoints: 'PendingPoints__c',
    reservedPoints: 'ReservedPoints__c',
    reason: 'Reason__c',
    desk: { externalId: 'Couture_Key__c', code: 'Redemption_Code__c' },
    channel: 'Channel__c',
    orderNumber: 'Order_Number__c',
    expiresOn: 'Points_Expire_On__c',
    balanceAfter: 'Balance_After__c',
    reverses: 'Reverses__c',
    programChannels: 'Channels__c',
    pointValue: { currency: 'EUR' },
    rewards: { cost: 'Points_Cost__c', channels: 'Channels__c', tier: 'Minimum_Tier__c' },
    channels: {
      WEB: { code: 'web', kind: 'WEB' },
      APP: { code: 'app', kind: 'MOBILE_APP' },
      TEL: { code: 'phone', kind: 'CALL_CENTER' },
      POS: { code: 'store', kind: 'STORE_POS' },
    },
  },
  promotions: {
    currency: 'EUR',
    kind: 'Kind__c',
    kinds: {
      Pourcentage: 'PERCENT',
      Montant: 'AMOUNT',
      Lot: 'BUY_X_GET_Y',
      Livraison: 'FREE_SHIPPING',
      Points: 'POINTS_MULTIPLIER',
    },
    percent: 'Percent__c',
    amount: 'Amount__c',
    buy: 'Buy_Quantity__c',
    get: 'Get_Quantity__c',
    minimum: 'Minimum__c',
    stackable: 'Stackable__c',
    channels: {
      field: 'Channels__c',
      kinds: { WEB: 'WEB', APP: 'MOBILE_APP', TEL: 'CALL_CENTER', POS: 'STORE_POS', SOCIAL: 'SOCIAL' },
    },
    stores: 'Stores__c',
    items: 'Skus__c',
    audience: {
      field: 'Audience__c',
      groups: { Membres: { members: true }, 'Niveau Or': { tier: 'Or' }, Jardin: { segment: 'Jardin' } },
    },
    segments: 'Segments__c',
    startTime: 'Start_Time__c',
    endTime: 'End_Time__c',
    geofence: { store: 'Geofence_Store__c', meters: 'Geofence_Meters__c' },
  },
}

export interface OpenOptions {
  readonly world?: World
  readonly server?: Partial<ServerOptions>
  readonly options?: Record<string, unknown>
  /** The adapter's. @default the real one */
  readonly clock?: () => Date
}

/** A CRM source over a served sandbox, to be closed. */
export async function connectCrm({
  world: own = world,
  server = {},
  options = {},
  clock = () => new Date(),
}: OpenOptions = {}) {
  const system = salesforceServer(own, { clock: () => NOW, ...server })
  const served = await serve(system, { port: await freePort() })
  const records: CallRecord[] = []
  const logged: unknown[] = []
  const source = salesforce.create(
    'crm',
    salesforceOptions.parse({
      url: served.url,
      clientId: 'couture',
      clientSecret: 'sandbox-crm',
      ...mapping,
      ...options,
    }),
    {
      clock,
      get ledger(): never {
        throw new Error('this adapter keeps nothing')
      },
      observe: (call) => records.push(call),
      log: (event, values) => logged.push([event, values]),
    },
  )
  const { profiles, loyalty, loyaltyDesk, promotions, consents, conversations, profileDesk } = source.ports
  if (!profiles || !loyalty || !loyaltyDesk || !promotions || !consents || !conversations || !profileDesk)
    throw new Error('expected every port')
  return {
    source,
    system,
    served,
    profiles,
    loyalty,
    loyaltyDesk,
    profileDesk,
    promotions,
    consents,
    conversations,
    records,
    logged,
    async close() {
      await source.close()
      await served.close()
    },
    /** Routes called since the last question, the token's apart. */
    calls: () => records.splice(0).map(({ route }) => route),
  }
}

/** The same, closed when the test is over. */
export async function openCrm(options: OpenOptions = {}) {
  const opened = await connectCrm(options)
  onTestFinished(opened.close)
  return opened
}

/** The value of a read that must have been found. */
export function foundIn<T>(read: Read<T> | undefined): T {
  expect(read).toSatisfy(isFound)
  return (read as { readonly value: T }).value
}

/** What a failure is known by. */
export function failure(code: string) {
  return expect.objectContaining({ name: 'SourceError', source: 'crm', code })
}

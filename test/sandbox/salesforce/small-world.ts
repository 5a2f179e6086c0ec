import { numberedId } from '../../../sandbox/salesforce/record-id.ts'
import type { WorldLoyaltyAccount } from '../../../sandbox/world/programme-types.ts'
import { createRewards, TIERS } from '../../../sandbox/world/rewards.ts'
import type { WorldStore } from '../../../sandbox/world/shop-types.ts'
import type { WorldCustomer } from '../../../sandbox/world/shopper-types.ts'
import type { World } from '../../../sandbox/world/types.ts'

/** The present of the small world. */
export const now = new Date('2026-05-20T10:00:00.000Z')

/** Customer `index`, with a contact, a mobile and an address; `more` says what is different. */
export function customer(index: number, more: Partial<WorldCustomer> = {}): WorldCustomer {
  return {
    index,
    givenName: `Prénom${index}`,
    familyName: `Nom${index}`,
    email: `client${index}@exemple.fr`,
    phone: `+336399800${String(index).padStart(2, '0')}`,
    birthDate: '1990-02-03',
    locale: 'fr_FR',
    address: {
      givenName: null,
      familyName: null,
      company: null,
      streetLine1: `${index} rue de la Paix`,
      streetLine2: 'Bâtiment B',
      postalCode: '75002',
      city: 'Paris',
      region: null,
      countryCode: 'FR',
      phone: null,
    },
    contactId: numberedId('003', 1000 + index),
    businessPartner: String(17100000 + index),
    erpCustomer: String(17100000 + index),
    tillCustomer: null,
    card: null,
    webAccount: null,
    preferredStore: null,
    createdAt: new Date(Date.UTC(2025, 0, 1 + index, 8)).toISOString(),
    duplicateOf: null,
    erpDiffers: null,
    ...more,
  }
}

/** An account of customer `index` with `movements` accruals of 10 points, one a day from January 2026. */
export function account(
  index: number,
  card: string,
  movements: number,
  more: Partial<WorldLoyaltyAccount> = {},
): WorldLoyaltyAccount {
  return {
    memberId: numberedId('0lM', 1000 + index),
    card,
    customer: index,
    registered: true,
    tier: 'Argent',
    enrolledOn: '2025-03-01',
    balance: movements * 10,
    pending: 5,
    earned: 0,
    lots: [],
    movements: Array.from({ length: movements }, (_, i) => ({
      id: numberedId('0lV', index * 1000 + i),
      at: new Date(Date.UTC(2026, 0, 1 + i, 12)).toISOString(),
      kind: 'EARN',
      points: 10,
      channel: i % 2 === 0 ? 'WEB' : 'STORE_POS',
      order: `W-${100000 + i}`,
      reason: i === 0 ? 'Bienvenue' : null,
      expiresOn: null,
      balanceAfter: 10 * (i + 1),
      reverses: null,
    })),
    ...more,
  }
}

/** A world of these customers and accounts, with one closed case of two comments for customer 0. */
export function smallWorld(
  customers: readonly WorldCustomer[],
  loyalty: readonly WorldLoyaltyAccount[] = [],
): World {
  return {
    seed: 1,
    size: customers.length,
    now,
    stores: [],
    warehouse,
    products: [],
    customers,
    orders: [],
    receipts: [],
    loyalty,
    tiers: TIERS,
    rewards: createRewards('2026-06-01'),
    cases: [
      {
        id: numberedId('500', 1),
        number: '00001001',
        customer: 0,
        subject: 'Livraison incomplète',
        status: 'Closed',
        origin: 'Web',
        createdAt: '2026-04-01T09:00:00.000Z',
        comments: [
          {
            id: numberedId('00a', 1),
            at: '2026-04-01T09:05:00.000Z',
            text: "Il manque l'écharpe.",
            byAgent: false,
          },
          {
            id: numberedId('00a', 2),
            at: '2026-04-02T14:00:00.000Z',
            text: 'Renvoyée ce jour.',
            byAgent: true,
          },
        ],
      },
    ],
    markdowns: [],
    promotions: [],
    segments: [],
    imperfections: [],
  }
}

const warehouse: WorldStore = {
  code: 'DC01',
  name: 'Entrepôt',
  plant: '1000',
  tillStore: '0000',
  address: customer(0).address ?? {
    givenName: null,
    familyName: null,
    company: null,
    streetLine1: null,
    streetLine2: null,
    postalCode: null,
    city: null,
    region: null,
    countryCode: null,
    phone: null,
  },
  geo: { latitude: 48.9, longitude: 2.4 },
  timeZone: 'Europe/Paris',
  phone: '+33100000000',
}

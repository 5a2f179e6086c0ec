import type { WorldProduct, WorldVariant } from '../../../sandbox/world/shop-types.ts'
import type { World } from '../../../sandbox/world/types.ts'

/** The tests' present. */
export const NOW = new Date('2026-06-01T08:00:00Z')

function variant(number: number, color: string, size: string, inPim = true): WorldVariant {
  return {
    sku: String(10_040_000 + number),
    gtin: String(3_760_000_000_000 + number),
    uuid: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    color,
    size,
    price: 8_990,
    tillPrice: 8_990,
    pricePer: 1,
    inPim,
    stock: {},
  }
}

/** Jeans in two colours; one of the four variants is not in the PIM. */
export const jeans: WorldProduct = {
  code: 'slim-jean-1004',
  family: 'jeans',
  categories: ['mode', 'pantalons'],
  brand: 'Maison Couture',
  title: { fr_FR: 'Jean slim', en_US: 'Slim jeans' },
  description: {
    ecommerce: { fr_FR: 'Un jean slim. Coupe ajustée.', en_US: 'Slim jeans. Close fit.' },
    mobile: { fr_FR: 'Un jean slim.' },
    associate: { fr_FR: 'Points forts : denim japonais.' },
  },
  material: '100 % coton',
  taxRate: '5.5',
  weighed: false,
  image: 'slim-jean-1004.jpg',
  createdDaysAgo: 100,
  variants: [
    variant(1, 'Bleu nuit', '38'),
    variant(2, 'Bleu nuit', '40'),
    variant(3, 'Écru', '38'),
    variant(4, 'Écru', '40', false),
  ],
}

/** A scarf that nobody translated, without a picture, in 120 colours: more than a page. */
export const scarf: WorldProduct = {
  ...jeans,
  code: 'foulard-2001',
  family: 'foulards',
  categories: ['mode', 'accessoires'],
  brand: 'Fil & Trame',
  title: { fr_FR: 'Foulard' },
  description: { ecommerce: { fr_FR: 'Un foulard.' } },
  material: 'Soie mélangée',
  taxRate: '20',
  image: '',
  createdDaysAgo: 10,
  variants: Array.from({ length: 120 }, (_, i) => variant(1_000 + i, `Teinte ${i + 1}`, 'TU')),
}

/** A style of which the PIM knows nothing. */
const unknown: WorldProduct = {
  ...jeans,
  code: 'absent-3001',
  family: 'absents',
  variants: [variant(5_000, 'Noir', 'M', false)],
}

/** The least a PIM needs of a retailer. */
export const world: World = {
  seed: 1,
  size: 1,
  now: NOW,
  stores: [],
  warehouse: {
    code: 'ENT01',
    name: 'Entrepôt',
    plant: '1000',
    tillStore: '0000',
    address: {
      givenName: null,
      familyName: null,
      company: null,
      streetLine1: null,
      streetLine2: null,
      postalCode: null,
      city: null,
      region: null,
      countryCode: 'FR',
      phone: null,
    },
    geo: { latitude: 48, longitude: 2 },
    timeZone: 'Europe/Paris',
    phone: '',
  },
  products: [jeans, scarf, unknown],
  customers: [],
  orders: [],
  receipts: [],
  loyalty: [],
  tiers: [],
  rewards: [],
  cases: [],
  markdowns: [],
  promotions: [],
  segments: [],
  imperfections: [],
}

import type { WorldStore } from './shop-types.ts'

/** What tells one place from the next: code, name, street, postal code, city, phone, latitude, longitude. */
type Place = readonly [string, string, string, string, string, string, number, number]

/** The coordinates are those of the streets; the phones are from the ranges ARCEP keeps for fiction. */
const PLACES: readonly Place[] = [
  ['PAR01', 'Paris Rivoli', '102 rue de Rivoli', '75001', 'Paris', '+33199000101', 48.8596, 2.3437],
  ['PAR02', 'Paris Haussmann', '52 boulevard Haussmann', '75009', 'Paris', '+33199000102', 48.8738, 2.3305],
  ['PAR03', 'Paris Sèvres', '38 rue de Sèvres', '75007', 'Paris', '+33199000103', 48.8508, 2.3246],
  [
    'BOU01',
    'Boulogne',
    '80 boulevard Jean-Jaurès',
    '92100',
    'Boulogne-Billancourt',
    '+33199000104',
    48.8374,
    2.2402,
  ],
  ['LYO01', "Lyon Presqu'île", '45 rue de la République', '69002', 'Lyon', '+33465710105', 45.7614, 4.8361],
  [
    'MAR01',
    'Marseille Saint-Ferréol',
    '60 rue Saint-Ferréol',
    '13006',
    'Marseille',
    '+33465710106',
    43.2926,
    5.3781,
  ],
  ['LIL01', 'Lille Béthune', '14 rue de Béthune', '59800', 'Lille', '+33353010107', 50.6345, 3.0626],
  [
    'BDX01',
    'Bordeaux Sainte-Catherine',
    '77 rue Sainte-Catherine',
    '33000',
    'Bordeaux',
    '+33536490108',
    44.8385,
    -0.5743,
  ],
  ['NAN01', 'Nantes Crébillon', '9 rue Crébillon', '44000', 'Nantes', '+33261910109', 47.2136, -1.5609],
  [
    'TLS01',
    'Toulouse Alsace-Lorraine',
    '31 rue d’Alsace-Lorraine',
    '31000',
    'Toulouse',
    '+33536490110',
    43.6046,
    1.4451,
  ],
  ['STR01', 'Strasbourg Kléber', '12 place Kléber', '67000', 'Strasbourg', '+33353010111', 48.5835, 7.7458],
  ['NCE01', 'Nice Jean-Médecin', '25 avenue Jean-Médecin', '06000', 'Nice', '+33465710112', 43.7013, 7.2685],
]

/** The retailer's stores, always the same twelve: plants `1010` to `1120`, till stores `0101` to `0112`. */
export function createStores(): readonly WorldStore[] {
  return PLACES.map((place, index) =>
    store(place, String(1010 + index * 10), String(101 + index).padStart(4, '0')),
  )
}

/** The one warehouse, plant `1000`. It has no tills, so its till store is the empty text. */
export function createWarehouse(): WorldStore {
  const place: Place = [
    'DEP01',
    'Dépôt d’Orléans',
    '5 rue du Champ-Rouge',
    '45770',
    'Saran',
    '+33261910100',
    47.9513,
    1.8763,
  ]
  return store(place, '1000', '')
}

/** The stores that round cash to five cents. */
export function roundsCash(code: string): boolean {
  return code === 'LIL01' || code === 'STR01'
}

function store(place: Place, plant: string, tillStore: string): WorldStore {
  const [code, name, streetLine1, postalCode, city, phone, latitude, longitude] = place
  return {
    code,
    name: `Maison Couture ${name}`,
    plant,
    tillStore,
    address: {
      givenName: null,
      familyName: null,
      company: 'Maison Couture',
      streetLine1,
      streetLine2: null,
      postalCode,
      city,
      region: null,
      countryCode: 'FR',
      phone,
    },
    geo: { latitude, longitude },
    timeZone: 'Europe/Paris',
    phone,
  }
}

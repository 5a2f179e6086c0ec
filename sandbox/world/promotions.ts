import { daysBefore } from './calendar.ts'
import { PROMOTED } from './landmarks.ts'
import type { WorldPromotion } from './offer-types.ts'
import { at, stream } from './random.ts'
import type { WorldProduct } from './shop-types.ts'
import type { WorldCustomer, WorldSegment } from './shopper-types.ts'

/** The segment that one campaign speaks to. */
const GARDENERS = 'Jardin'

const EVERYWHERE = ['WEB', 'MOBILE_APP', 'STORE_POS', 'CALL_CENTER', 'SOCIAL'] as const

type Facts = Partial<WorldPromotion> & Pick<WorldPromotion, 'label' | 'name' | 'benefit'>

/** The retailer's campaigns: the same in every world but for their days. */
export function createPromotions({
  today,
  products,
}: {
  readonly today: string
  readonly products: readonly WorldProduct[]
}): readonly WorldPromotion[] {
  const on = (days: number) => daysBefore(today, -days)
  const skus = (indexes: readonly number[]) =>
    indexes.flatMap((index) => at(products, index).variants.map(({ sku }) => sku))
  const plain = { ...PLAIN, from: on(-30), until: on(30) }
  return [...codes(on), ...audiences(skus), ...places(today)].map((facts) => ({ ...plain, ...facts }))
}

const PLAIN: Omit<WorldPromotion, 'label' | 'name' | 'benefit' | 'from' | 'until'> = {
  fromTime: null,
  untilTime: null,
  channels: EVERYWHERE,
  stores: null,
  items: null,
  code: null,
  audience: { is: 'everybody' },
  stackable: true,
  minimum: null,
  geofence: null,
  active: true,
}

/** Those that take a code, some not yet or no longer good. */
function codes(on: (days: number) => string): readonly Facts[] {
  const percent = (off: string) => ({ kind: 'PERCENT', percent: off }) as const
  return [
    { label: 'facebook', name: 'Facebook −10 %', benefit: percent('10'), code: 'FB10' },
    { label: 'webOnly', name: 'Web −15 %', benefit: percent('15'), code: 'WEB15', channels: ['WEB'] },
    {
      label: 'twentyOff',
      name: '20 € dès 150 €',
      benefit: { kind: 'AMOUNT', cents: 2000 },
      code: 'MOINS20',
      minimum: 15_000,
    },
    {
      label: 'alone',
      name: 'Vente privée −25 %',
      benefit: percent('25'),
      code: 'PRIVE25',
      stackable: false,
    },
    { label: 'soon', name: 'Bientôt', benefit: percent('12'), code: 'BIENTOT', from: on(7), until: on(14) },
    { label: 'over', name: 'Soldes', benefit: percent('30'), code: 'SOLDES', from: on(-40), until: on(-1) },
    { label: 'withdrawn', name: 'Retirée', benefit: percent('90'), code: 'RETIRE', active: false },
  ]
}

/** Those for some goods, or for some shoppers. */
function audiences(skus: (indexes: readonly number[]) => readonly string[]): readonly Facts[] {
  return [
    {
      label: 'secondHalf',
      name: '2ème à −50 %',
      benefit: { kind: 'BUY_X_GET_Y', buy: 1, get: 1, percent: '50' },
      items: skus(PROMOTED.secondHalf),
      channels: ['WEB', 'MOBILE_APP', 'STORE_POS'],
    },
    {
      label: 'freeShipping',
      name: 'Livraison offerte dès 60 €',
      benefit: { kind: 'FREE_SHIPPING' },
      channels: ['WEB', 'MOBILE_APP', 'CALL_CENTER'],
      minimum: 6_000,
    },
    {
      label: 'members',
      name: 'Prix Club −5 %',
      benefit: { kind: 'PERCENT', percent: '5' },
      audience: { is: 'members' },
      items: skus(PROMOTED.members),
    },
    {
      label: 'gold',
      name: 'Points doublés',
      benefit: { kind: 'POINTS_MULTIPLIER', factor: '2' },
      audience: { is: 'tier', tier: 'Or' },
    },
    {
      label: 'gardeners',
      name: 'Jardiniers −20 %',
      benefit: { kind: 'PERCENT', percent: '20' },
      code: 'VERT20',
      audience: { is: 'segment', segment: GARDENERS },
    },
  ]
}

/** Those of one store. */
function places(today: string): readonly Facts[] {
  return [
    {
      label: 'nearby',
      name: 'À deux pas de Rivoli −10 %',
      benefit: { kind: 'PERCENT', percent: '10' },
      channels: ['STORE_POS', 'MOBILE_APP'],
      stores: ['PAR01'],
      items: null,
      geofence: { store: 'PAR01', radiusMeters: 500 },
      code: 'RIVOLI10',
    },
    {
      label: 'evening',
      name: 'Nocturne à Lyon −10 %',
      benefit: { kind: 'PERCENT', percent: '10' },
      channels: ['STORE_POS'],
      stores: ['LYO01'],
      from: today,
      fromTime: '18:00',
      until: today,
      untilTime: '20:30',
    },
  ]
}

/** One shopper in six the CRM knows is in the segment, drawn from a stream of its own; the omnichannel one is not. */
export function createSegments(seed: number, customers: readonly WorldCustomer[]): readonly WorldSegment[] {
  const inside = customers.filter(
    ({ index, contactId }) =>
      contactId !== null && index > 0 && stream(seed, 'segment', GARDENERS, index).chance(1 / 6),
  )
  return [{ name: GARDENERS, customers: inside.map(({ index }) => index) }]
}

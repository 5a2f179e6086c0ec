import { daysBefore } from './calendar.ts'
import type { WorldReward, WorldTier } from './programme-types.ts'

/** The tiers of the programme, lowest first; who has earned so many points is in it. */
export const TIERS: readonly WorldTier[] = [
  { name: 'Bronze', from: 0, benefits: ['Un point par euro'] },
  { name: 'Argent', from: 600, benefits: ['Un point par euro', 'Retouches offertes'] },
  {
    name: 'Or',
    from: 1500,
    benefits: ['Un point par euro', 'Retouches offertes', 'Ventes privées', 'Livraison offerte'],
  },
]

/** What a point is worth, in cents. */
export const POINT_VALUE = 5

type Reward = Omit<WorldReward, 'id' | 'active' | 'channels' | 'minimumTier' | 'from' | 'until'>

/** What points may be spent on, in no order; one is over, one has not begun, one is withdrawn. */
export function createRewards(today: string): readonly WorldReward[] {
  const usual = {
    active: true,
    channels: [],
    minimumTier: null,
    from: daysBefore(today, 700),
    until: null,
  } as const
  const rewards: readonly (Reward & Partial<WorldReward>)[] = [
    { name: 'Chèque fidélité 10 €', cost: 200, type: 'FixedValue', faceValue: 1000 },
    { name: 'Chèque fidélité 25 €', cost: 450, type: 'FixedValue', faceValue: 2500 },
    {
      name: 'Livraison offerte',
      cost: 80,
      type: 'ProductOrService',
      channels: ['WEB', 'MOBILE_APP'],
    },
    { name: 'Retouche offerte', cost: 150, type: 'ProductOrService', channels: ['STORE_POS'] },
    { name: 'Vente privée −20 %', cost: 300, type: 'DiscountPercentage', percent: 20, minimumTier: 'Argent' },
    { name: 'Atelier couture', cost: 600, type: 'ProductOrService', minimumTier: 'Or' },
    {
      name: 'Chèque de printemps',
      cost: 100,
      type: 'FixedValue',
      faceValue: 500,
      until: daysBefore(today, 30),
    },
    {
      name: 'Chèque de rentrée',
      cost: 120,
      type: 'FixedValue',
      faceValue: 600,
      from: daysBefore(today, -60),
    },
    { name: 'Coffret de l’an passé', cost: 90, type: 'ProductOrService', active: false },
  ]
  return rewards.map((reward, index) => ({ ...usual, ...reward, id: `reward-${index + 1}` }))
}

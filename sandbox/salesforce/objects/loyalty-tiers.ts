import type { WorldReward, WorldTier } from '../../world/programme-types.ts'
import type { World } from '../../world/types.ts'
import { field, type ObjectType, reference, systemFields } from '../object-type.ts'
import { numberedId } from '../record-id.ts'
import { CHANNEL_WORDS } from './people.ts'

interface BenefitRow {
  readonly tier: WorldTier
  readonly name: string
  readonly id: string
}

/** The LoyaltyTier of a name; null where the world has none of it. */
export function tierId({ tiers }: World, name: string | null): string | null {
  const position = tiers.findIndex((tier) => tier.name === name)
  return position < 0 ? null : numberedId('0lg', position + 1)
}

/** LoyaltyTier with its thresholds, Benefit, and LoyaltyTierBenefit between them. */
export function tierObjects(world: World): readonly ObjectType<unknown>[] {
  return [tierObject(world), benefitObject(world), tierBenefitObject(world)]
}

/** VoucherDefinition: what points may be spent on. Cost, tier and channels are the retailer's own fields. */
export function rewardObjects(world: World): readonly ObjectType<unknown>[] {
  return [rewardObject(world)]
}

const opening = (world: World) => `${world.now.getUTCFullYear() - 5}-01-01T00:00:00.000Z`

function tierObject(world: World): ObjectType<WorldTier> {
  return {
    name: 'LoyaltyTier',
    keyPrefix: '0lg',
    // The vendor's word for the benefits of a tier.
    children: [{ relationship: 'LoyaltyTiers', type: 'LoyaltyTierBenefit', field: 'LoyaltyTierId' }],
    rows: () => world.tiers,
    fields: [
      field('Id', 'id', (row) => tierId(world, row.name)),
      field('Name', 'string', (row) => row.name),
      field('SequenceNumber', 'double', (row) => world.tiers.indexOf(row) + 1),
      field('MinimumEligibleBalance', 'double', (row) => row.from),
      reference('LoyaltyTierGroupId', { type: 'LoyaltyTierGroup', relationship: 'LoyaltyTierGroup' }, () =>
        numberedId('0lt', 1),
      ),
      ...systemFields<WorldTier>(() => opening(world)),
    ],
  }
}

function benefitNames({ tiers }: World): readonly string[] {
  return [...new Set(tiers.flatMap(({ benefits }) => benefits))]
}

function benefitObject(world: World): ObjectType<string> {
  return {
    name: 'Benefit',
    keyPrefix: '0ji',
    children: [],
    rows: () => benefitNames(world),
    fields: [
      field('Id', 'id', (name) => benefitId(world, name)),
      field('Name', 'string', (name) => name),
      field('IsActive', 'boolean', () => true),
      ...systemFields<string>(() => opening(world)),
    ],
  }
}

function tierBenefitObject(world: World): ObjectType<BenefitRow> {
  return {
    name: 'LoyaltyTierBenefit',
    keyPrefix: '0jh',
    children: [],
    rows: () =>
      world.tiers.flatMap((tier, position) =>
        tier.benefits.map((name, index) => ({
          tier,
          name,
          id: numberedId('0jh', position * 100 + index + 1),
        })),
      ),
    fields: [
      field('Id', 'id', (row) => row.id),
      field('Name', 'string', (row) => `${row.tier.name} ${row.name}`),
      reference('LoyaltyTierId', { type: 'LoyaltyTier', relationship: 'LoyaltyTier' }, (row) =>
        tierId(world, row.tier.name),
      ),
      reference('BenefitId', { type: 'Benefit', relationship: 'Benefit' }, (row) =>
        benefitId(world, row.name),
      ),
      ...systemFields<BenefitRow>(() => opening(world)),
    ],
  }
}

function benefitId(world: World, name: string): string {
  return numberedId('0ji', benefitNames(world).indexOf(name) + 1)
}

function rewardObject(world: World): ObjectType<WorldReward> {
  const words = ({ channels }: WorldReward) => channels.map((kind) => CHANNEL_WORDS[kind] ?? kind).join(';')
  return {
    name: 'VoucherDefinition',
    keyPrefix: '0kD',
    children: [],
    rows: () => world.rewards,
    fields: [
      field('Id', 'id', (row) => rewardId(world, row)),
      field('Name', 'string', (row) => row.name),
      field('Type', 'picklist', (row) => row.type),
      field('FaceValue', 'double', ({ faceValue }) => (faceValue === undefined ? null : faceValue / 100)),
      field('DiscountPercent', 'double', (row) => row.percent ?? null),
      field('IsActive', 'boolean', (row) => row.active),
      field('EffectiveDate', 'date', (row) => row.from),
      field('ExpirationDate', 'date', (row) => row.until),
      reference('LoyaltyProgramId', { type: 'LoyaltyProgram', relationship: 'LoyaltyProgram' }, () =>
        numberedId('0lp', 1),
      ),
      field('Points_Cost__c', 'double', (row) => row.cost),
      field('Channels__c', 'picklist', (row) => words(row) || null),
      reference('Minimum_Tier__c', { type: 'LoyaltyTier', relationship: 'Minimum_Tier__r' }, (row) =>
        tierId(world, row.minimumTier),
      ),
      ...systemFields<WorldReward>(() => opening(world)),
    ],
  }
}

function rewardId({ rewards }: World, reward: WorldReward): string {
  return numberedId('0kD', rewards.indexOf(reward) + 1)
}

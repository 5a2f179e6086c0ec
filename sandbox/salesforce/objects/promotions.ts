import type { ChannelKind } from '../../../adapters/channel.ts'
import type { WorldPromotion } from '../../world/offer-types.ts'
import type { World } from '../../world/types.ts'
import { field, type ObjectType, systemFields } from '../object-type.ts'
import { numberedId } from '../record-id.ts'

/** The retailer's own words for what a promotion gives. */
const KINDS: Readonly<Record<WorldPromotion['benefit']['kind'], string>> = {
  PERCENT: 'Pourcentage',
  AMOUNT: 'Montant',
  BUY_X_GET_Y: 'Lot',
  FREE_SHIPPING: 'Livraison',
  POINTS_MULTIPLIER: 'Points',
}

/** The retailer's own words for channels, as in its journal. */
const CHANNELS: Readonly<Partial<Record<ChannelKind, string>>> = {
  WEB: 'WEB',
  MOBILE_APP: 'APP',
  CALL_CENTER: 'TEL',
  STORE_POS: 'POS',
}

interface PromotionRow {
  readonly id: string
  readonly promotion: WorldPromotion
}

/**
 * Promotion, of Loyalty Management: Name, StartDate, EndDate, IsActive and PointFactor are the vendor's (reference "Promotion");
 * what it gives, to whom and where are the retailer's fields. Several values of one field stand between semicolons, times
 * of day end in `.000Z` without being UTC, as the vendor writes them [K].
 */
export function promotionObject(world: World): ObjectType<PromotionRow> {
  const rows = world.promotions.map((promotion, at) => ({ id: promotionId(at), promotion }))
  const column = (
    name: string,
    type: Parameters<typeof field>[1],
    read: (promotion: WorldPromotion) => string | number | boolean | null,
  ) => field<PromotionRow>(name, type, ({ promotion }) => read(promotion))
  return {
    name: 'Promotion',
    keyPrefix: '0c8',
    children: [],
    rows: () => rows,
    fields: [
      field('Id', 'id', ({ id }) => id),
      column('Name', 'string', ({ name }) => name),
      column('StartDate', 'date', ({ from }) => from),
      column('EndDate', 'date', ({ until }) => until),
      column('IsActive', 'boolean', ({ active }) => active),
      column('PromotionCode', 'string', ({ code }) => code),
      column('PointFactor', 'double', ({ benefit }) => ('factor' in benefit ? Number(benefit.factor) : null)),
      column('Kind__c', 'picklist', ({ benefit }) => KINDS[benefit.kind]),
      column('Percent__c', 'double', ({ benefit }) =>
        'percent' in benefit ? Number(benefit.percent) : null,
      ),
      column('Amount__c', 'double', ({ benefit }) => ('cents' in benefit ? benefit.cents / 100 : null)),
      column('Buy_Quantity__c', 'double', ({ benefit }) => ('buy' in benefit ? benefit.buy : null)),
      column('Get_Quantity__c', 'double', ({ benefit }) => ('get' in benefit ? benefit.get : null)),
      column('Minimum__c', 'double', ({ minimum }) => (minimum === null ? null : minimum / 100)),
      column('Stackable__c', 'boolean', ({ stackable }) => stackable),
      column('Channels__c', 'picklist', ({ channels }) =>
        channels.map((kind) => CHANNELS[kind] ?? kind).join(';'),
      ),
      column('Stores__c', 'picklist', ({ stores }) => stores?.join(';') ?? null),
      column('Skus__c', 'textarea', ({ items }) => items?.join('\r\n') ?? null),
      column('Audience__c', 'picklist', audienceWord),
      column('Start_Time__c', 'time', ({ fromTime }) => fromTime && `${fromTime}:00.000Z`),
      column('End_Time__c', 'time', ({ untilTime }) => untilTime && `${untilTime}:00.000Z`),
      column('Geofence_Store__c', 'string', ({ geofence }) => geofence?.store ?? null),
      column('Geofence_Meters__c', 'double', ({ geofence }) => geofence?.radiusMeters ?? null),
      ...systemFields<PromotionRow>(({ promotion }) => createdAt(promotion, world.now)),
    ],
  }
}

/** The record id of the promotion at a place in the world's list. */
export function promotionId(at: number): string {
  return numberedId('0c8', at + 1)
}

function audienceWord({ audience }: WorldPromotion): string | null {
  if (audience.is === 'members') return 'Membres'
  if (audience.is === 'tier') return `Niveau ${audience.tier}`
  return audience.is === 'segment' ? audience.segment : null
}

/** Campaigns are entered a while before they begin, and never in the future. */
function createdAt({ from }: WorldPromotion, now: Date): string {
  const begins = Date.parse(`${from}T09:00:00Z`) - 14 * 86_400_000
  return new Date(Math.min(begins, now.getTime())).toISOString()
}

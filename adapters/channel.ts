/** The schema's `ChannelKind`: where a shopper meets the retailer. */
export const CHANNEL_KINDS = [
  'WEB',
  'MOBILE_APP',
  'STORE_POS',
  'ASSOCIATE_APP',
  'CALL_CENTER',
  'SOCIAL',
  'MARKETPLACE',
  'KIOSK',
  'CATALOG',
  'EMAIL',
  'PARTNER',
] as const
export type ChannelKind = (typeof CHANNEL_KINDS)[number]

/** A channel as the retailer names it; several codes may be of one kind (two web shops). */
export interface Channel {
  /** The retailer's own code, lower case: `web-fr`, `store`. */
  readonly code: string
  readonly kind: ChannelKind
}

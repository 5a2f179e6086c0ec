import type { OrderNumber, RecordId } from '../../ids.ts'
import { escaped } from './channels.ts'
import type { TrytonOptions } from './options.ts'

type GuestMapping = Pick<TrytonOptions, 'orderDesk'>

/** The code of the party made for a guest's order: the same for the same order, however often it is tried. */
export function guestCode(number: OrderNumber, { orderDesk }: GuestMapping): RecordId {
  return `${orderDesk.guestPrefix}${number}` as RecordId
}

/** Whether a party was made for a guest: it is nobody's account. */
export function isGuest(
  party: { readonly code: string | null } | null,
  { orderDesk }: GuestMapping,
): boolean {
  return party?.code?.startsWith(orderDesk.guestPrefix) ?? false
}

/** The condition of parties that were made for no guest. */
export function notGuests({ orderDesk }: GuestMapping): readonly unknown[] {
  return ['code', 'not like', `${escaped(orderDesk.guestPrefix)}%`]
}

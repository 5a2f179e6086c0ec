import type { ReservationErrorCode } from './resolvers.generated.ts'

/** Why stock was not put aside, as the schema shows it. */
export interface ReservationRefusal {
  readonly code: ReservationErrorCode
  readonly message: string
  readonly field: readonly string[] | null
  readonly retryable: boolean
  readonly sku: string | null
  readonly availableNow: number | null
}

const SENTENCES: Readonly<Record<ReservationErrorCode, string>> = {
  INSUFFICIENT_STOCK: 'There are fewer units than were wanted.',
  UNKNOWN_LOCATION: 'There is no store or warehouse of that id.',
  NOT_HELD: 'There is no such reservation, or it is not yours.',
  EXPIRED: 'The time of this reservation is over, or it was given back.',
  SYSTEM_UNAVAILABLE: "Who counts this place's stock did not answer.",
  TOO_MUCH: 'This is more than a shopper may put aside at once.',
  STALE_STOCK: "The last count of this place's stock is too old to promise anything.",
}

const RETRYABLE: ReadonlySet<ReservationErrorCode> = new Set([
  'INSUFFICIENT_STOCK',
  'SYSTEM_UNAVAILABLE',
  'STALE_STOCK',
])

/** One reason. */
export function because(
  code: ReservationErrorCode,
  more: Partial<Pick<ReservationRefusal, 'field' | 'sku' | 'availableNow'>> = {},
): ReservationRefusal {
  const plain = { code, message: SENTENCES[code], field: null, sku: null, availableNow: null }
  return { ...plain, retryable: RETRYABLE.has(code), ...more }
}

/** The same for one that is not there and for one that is not the viewer's. */
export function notHeld(): ReservationRefusal {
  return because('NOT_HELD', { field: ['id'] })
}

/** Nothing brings it back. */
export function over(): ReservationRefusal {
  return because('EXPIRED', { field: ['id'] })
}

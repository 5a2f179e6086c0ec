import { isSourceError, type SourceError } from '../../../adapters/error.ts'
import type { Context } from '../../context.ts'
import type { Basket, Deal } from './promotion-deal.ts'
import { type Circumstances, type Ineligible, ineligibility } from './promotion-eligibility.ts'
import { refusalOf } from './promotion-rules.ts'
import {
  daysOf,
  offerOf,
  type PromotionsRead,
  runningOn,
  type StatedPromotion,
  takingCodes,
} from './running-promotions.ts'

/** What a shopper is entitled to with the codes they gave. */
export interface Entitlements {
  readonly offers: readonly StatedPromotion[]
  /** The code that was given for a promotion; null where it takes none. */
  codeOf(promotion: StatedPromotion): string | null
  /** Promotions that take a given code and do not count, and why. */
  readonly refused: readonly { readonly promotion: StatedPromotion; readonly why: Ineligible }[]
  /** All that was read. */
  readonly read: PromotionsRead
  /** Why not everything is known; null when it is. */
  readonly failure: SourceError | null
}

/** Asks for what runs and, at the same time, for what takes the codes: two batches, however many lines and codes. */
export async function entitlements(
  context: Context,
  circumstances: Circumstances,
  codes: readonly string[],
): Promise<Entitlements> {
  const [running, coded] = await Promise.all([
    runningOn(context, daysOf(context, new Date(circumstances.at))),
    codes.length > 0 ? takingCodes(context, codes) : null,
  ])
  const read: PromotionsRead = {
    promotions: [...running.promotions, ...(coded?.promotions ?? [])],
    sources: running.sources.map((status, at) => {
      const other = coded?.sources[at]
      return status.outcome === 'OK' && other ? other : status
    }),
    failure: running.failure ?? coded?.failure ?? null,
  }
  const codeOf = ({ found }: StatedPromotion) =>
    codes.find((code) => found.value.codes.some((one) => sameCode(one, code))) ?? null
  const wanted = new Map(
    read.promotions
      .filter((one) => one.found.value.codes.length === 0 || codeOf(one) !== null)
      .map((one) => [one.id, one] as const),
  )
  const judged = await Promise.all(
    [...wanted.values()].map(async (promotion) => ({
      promotion,
      why: await ineligibility(context, promotion, circumstances),
    })),
  )
  return {
    offers: judged.filter(({ why }) => why === null).map(({ promotion }) => promotion),
    refused: judged.flatMap(({ promotion, why }) =>
      why === null || isSourceError(why) || codeOf(promotion) === null ? [] : [{ promotion, why }],
    ),
    codeOf,
    read,
    failure: read.failure ?? judged.map(({ why }) => why).find(isSourceError) ?? null,
  }
}

/** A code that does not count, and why: words of the schema's `CodeRejection`. */
export interface RejectedCode {
  readonly code: string
  readonly reason: (typeof NEARNESS)[number]
}

/** How near a promotion came to counting; of several with one code the nearest is told. */
const NEARNESS = [
  'NOT_STACKABLE',
  'MINIMUM_NOT_MET',
  'NOT_ELIGIBLE',
  'WRONG_CHANNEL',
  'NOT_STARTED',
  'EXPIRED',
  'UNKNOWN',
] as const

/** The codes that do not count, in the order they were given in. */
export function rejections(
  basket: Basket,
  { codes, entitled, deal }: { codes: readonly string[]; entitled: Entitlements; deal: Deal | null },
): readonly RejectedCode[] {
  return codes.flatMap((code) => {
    const isOf = (promotion: StatedPromotion) =>
      promotion.found.value.codes.some((one) => sameCode(one, code))
    const offers = entitled.offers.filter(isOf)
    if (offers.some(({ id }) => deal?.applied.some(({ offer }) => offer === id))) return []
    const reasons = new Set<RejectedCode['reason']>([
      ...offers.map((offer) => {
        const refusal = refusalOf(basket, offerOf(offer))
        return refusal === 'NO_GOODS' ? 'NOT_ELIGIBLE' : refusal
      }),
      ...entitled.refused.filter(({ promotion }) => isOf(promotion)).map(({ why }) => why),
    ])
    return [{ code, reason: NEARNESS.find((reason) => reasons.has(reason)) ?? 'UNKNOWN' }]
  })
}

function sameCode(left: string, right: string): boolean {
  return left.trim().toUpperCase() === right.trim().toUpperCase()
}

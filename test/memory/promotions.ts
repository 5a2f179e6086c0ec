import type { RecordId } from '../../adapters/ids.ts'
import type { Promotion, PromotionList, Promotions } from '../../adapters/ports/promotions.ts'
import { foundIn, type MemorySource, readEach } from './found.ts'

export interface MemoryPromotionsOptions extends MemorySource {
  /** Promotions by their record id. */
  readonly promotions: Readonly<Record<string, Promotion>>
  /** Segments by customer. */
  readonly segments?: Readonly<Record<string, readonly string[]>>
  /** How many more promotions cannot be read. @default 0 */
  readonly unreadable?: number
}

/** The plainest `Promotions`. */
export function memoryPromotions(options: MemoryPromotionsOptions): Promotions {
  const { promotions, segments = {}, unreadable = 0 } = options
  const all = Object.entries(promotions).sort(([left], [right]) => (left < right ? -1 : 1))
  const list = (wanted: (promotion: Promotion) => boolean): PromotionList => ({
    promotions: all.filter(([, one]) => wanted(one)).map(([id, one]) => foundIn(options, one, id)),
    unreadable,
  })
  const takes = ({ codes }: Promotion, code: string) =>
    codes.some((one) => one.toUpperCase() === code.toUpperCase())
  return {
    running: async (days) =>
      readEach(options, days, (day) => [
        list(({ window: { from, until } }) => (from ?? '0000') <= day && day <= (until ?? '9999')),
        'list',
      ]),
    byCode: async (codes) =>
      readEach(options, codes, (code) => {
        const taking = list((promotion) => takes(promotion, code))
        return taking.promotions.length > 0 ? [taking, 'list'] : null
      }),
    promotions: async (ids) =>
      readEach(options, ids, (id: RecordId) => {
        const one = promotions[id]
        return one ? [one, id] : null
      }),
    segments: async (customers) =>
      readEach(options, customers, (id: RecordId) => {
        const named = segments[id]
        return named ? [named, id] : null
      }),
  }
}

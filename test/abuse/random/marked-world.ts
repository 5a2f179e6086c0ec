import { salesforceId } from '../../../sandbox/world/numbers.ts'
import type { WorldReceipt } from '../../../sandbox/world/sale-types.ts'
import type { WorldCase } from '../../../sandbox/world/shopper-types.ts'
import type { World } from '../../../sandbox/world/types.ts'
import { world as smallWorld } from '../../contracts/small-world.ts'

/**
 * The small world, in which what shoppers wrote and paid with can be told from what others did: two of them write the same words
 * otherwise, and a card's last four digits are nobody's alone.
 */
export const markedWorld: World = {
  ...smallWorld,
  cases: withMoreCases(smallWorld).map(markedCase),
  receipts: smallWorld.receipts.map(markedReceipt),
}

/** The brand of the cards that a shopper pays with; null for somebody who is not known. */
export function brandOf(customer: number | null): string {
  return `Carte no ${String(customer ?? 'x').padStart(3, '0')}.`
}

/** Few shoppers of a small world have a case: others get one like the first's. */
function withMoreCases({ cases, customers }: World): readonly WorldCase[] {
  const [like] = cases
  if (!like) throw new RangeError('expected a case in the small world')
  const without = customers.filter(
    ({ index, contactId }) => contactId !== null && cases.every(({ customer }) => customer !== index),
  )
  const more = without.slice(0, 8).map(({ index }): WorldCase => {
    const serial = 90_000 + index * 10
    const comments = like.comments.map((comment, at) => ({
      ...comment,
      id: salesforceId('00a', serial * 10 + at),
    }))
    return { ...like, id: salesforceId('500', serial), number: `000${serial}`, customer: index, comments }
  })
  return [...cases, ...more].sort((left, right) => (left.createdAt < right.createdAt ? -1 : 1))
}

function markedCase(one: WorldCase): WorldCase {
  const mark = `(de ${String(one.customer).padStart(3, '0')}, ${one.number})`
  return {
    ...one,
    subject: `${one.subject} ${mark}`,
    comments: one.comments.map((comment, at) => ({ ...comment, text: `${comment.text} ${mark} ${at}/` })),
  }
}

function markedReceipt(receipt: WorldReceipt): WorldReceipt {
  const tenders = receipt.tenders.map((tender) =>
    tender.brand === null ? tender : { ...tender, brand: brandOf(receipt.customer) },
  )
  return { ...receipt, tenders }
}

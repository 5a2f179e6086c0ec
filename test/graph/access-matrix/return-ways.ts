import { randomUUID } from 'node:crypto'
import type { World } from '../../../sandbox/world/types.ts'
import type { Keys } from './two-people.ts'
import type { Seen, Way } from './way.ts'

/** More than anybody buys of the first line, so that nothing comes back, whoever asks for it. */
const LINES = '[{ orderLineId: "10", quantity: "99999", reason: "OTHER" }]'

/** What is refused for the goods' sake is refused to who may bring them back. */
const isOpen: Pick<Way, 'see' | 'is'> = {
  see: ({ userErrors }: Seen) => (userErrors[0]?.code === 'NOT_FOUND' ? null : 'open'),
  is: () => 'open',
}

const byOrder = ({ order }: Keys) => ({ v: order.id, key: randomUUID() })

/** How goods that come back are asked for. `world` gives an article that is none of the orders'. */
export function returnWays({ products }: World): Readonly<Record<string, Way>> {
  const sku = products.at(-1)?.variants[0]?.sku
  const announce = (select: string) => `mutation ($v: ID!, $key: String!) {
    returnCreate(input: { orderId: $v, channel: WEB, lines: ${LINES} }, idempotencyKey: $key) { ${select} } }`
  return {
    'Mutation.returnQuote': {
      query: `mutation ($v: ID!) { returnQuote(input: { orderId: $v, channel: WEB, lines: ${LINES} }) { userErrors { code } } }`,
      variables: ({ order }) => ({ v: order.id }),
      path: 'returnQuote',
      ...isOpen,
    },
    'Mutation.returnCreate': {
      query: announce('userErrors { code }'),
      variables: byOrder,
      path: 'returnCreate',
      ...isOpen,
    },
    'ReturnPayload.return': {
      query: announce('return { id }'),
      variables: byOrder,
      path: 'returnCreate.return',
      is: () => null,
    },
    'Mutation.exchangeCreate': {
      query: `mutation ($v: ID!, $key: String!) { exchangeCreate(
        input: { orderId: $v, channel: WEB, lines: [{ orderLineId: "10", newSku: "${sku}", reason: "OTHER" }] }, idempotencyKey: $key
      ) { userErrors { code } } }`,
      variables: byOrder,
      path: 'exchangeCreate',
      ...isOpen,
    },
    // Into the warehouse, where nobody of these works.
    'Mutation.returnReceive': {
      query: `mutation ($v: ID!, $place: ID!, $key: String!) { returnReceive(
        input: { orderId: $v, storeId: $place, lines: ${LINES} }, idempotencyKey: $key
      ) { userErrors { code } } }`,
      variables: (keys) => ({ ...byOrder(keys), place: keys.warehouse }),
      path: 'returnReceive',
      ...isOpen,
    },
    'Return.exchangeOrder': {
      query: 'query ($v: ID!) { return(id: $v) { exchangeOrder { number } } }',
      variables: (keys) => ({ v: keys.return }),
      path: 'return.exchangeOrder',
      is: () => null,
      reads: ['erp A_SalesOrder'],
    },
  }
}

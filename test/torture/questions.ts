import { setTimeout as wait } from 'node:timers/promises'
import { mintId, type RecordId } from '../../adapters/ids.ts'
import { tokenFor } from '../../sandbox/issuer/people.ts'
import type { World } from '../../sandbox/world/types.ts'
import { ISSUERS } from './configuration.ts'

/** Who asks during a run. */
export interface Tokens {
  /** Shoppers whom CRM and ERP know. */
  readonly shoppers: readonly string[]
  /** Looks at the outbox. */
  readonly operations: string
}

/** The committed configuration's key of ids. */
const ID_KEY = 'sandbox-only-key-that-protects-nothing-real'

/** Tokens that outlast a run. */
export function tokensFor({ customers, imperfections }: World): Tokens {
  const terms = { issuers: ISSUERS, now: new Date(), seconds: 86_400 }
  const odd = JSON.stringify(imperfections)
  const shoppers = customers.flatMap(({ contactId, businessPartner, duplicateOf }) =>
    contactId !== null && businessPartner !== null && duplicateOf === null && !odd.includes(contactId)
      ? [mintId(ID_KEY, 'customer', { source: 'crm', id: contactId as RecordId })]
      : [],
  )
  return {
    shoppers: shoppers.map((customer) => tokenFor({ customer }, terms)),
    operations: tokenFor({ role: 'operations' }, terms),
  }
}

const BEGIN = `mutation ($sku: String!) { cartCreate(idempotencyKey: "known-1", input: {
  channel: WEB, currencyCode: "EUR", lines: [{ sku: $sku }] }) { cart { id lines { id } } } }`
const SEND = `mutation ($id: ID!, $line: ID!) { cartFulfillmentSet(cartId: $id, idempotencyKey: "known-2",
  groups: [{ lineIds: [$line], mode: SHIP_FROM_WAREHOUSE }]) { cart { id } } }`
const COST = 'query ($id: ID!) { cart(id: $id) { cost { isEstimate } } }'

interface Begun {
  readonly cart: { readonly id: string; readonly lines: readonly { readonly id: string }[] }
}

/** Waits until the graph has read who its shoppers are: before, what a shopper's cart costs is an estimate. Uses up the last of them. */
export async function untilKnown([url]: readonly string[], { shoppers }: Tokens, sku: string): Promise<void> {
  const token = shoppers.at(-1)
  let begun = await ask<Begun>(url, { query: BEGIN, variables: { sku } }, token).catch(() => null)
  // Until it knows who anybody is, nobody begins a cart.
  for (let tries = 0; begun === null && tries < 300; tries++) {
    await wait(200)
    begun = await ask<Begun>(url, { query: BEGIN, variables: { sku } }, token).catch(() => null)
  }
  const id = begun?.cart.id
  await ask(url, { query: SEND, variables: { id, line: begun?.cart.lines[0]?.id } }, token)
  for (let tries = 0; tries < 600; tries++) {
    const cart = await ask<{ readonly cost: { readonly isEstimate: boolean } | null }>(
      url,
      { query: COST, variables: { id } },
      token,
    )
    if (cart?.cost?.isEstimate === false) return
    await wait(100)
  }
  throw new Error('the graph did not come to know its shoppers within a minute')
}

/** A store's id. */
export async function storeIdOf([url]: readonly string[], code: string): Promise<string> {
  const store = await ask<{ readonly id: string }>(url, { query: `{ store(code: "${code}") { id } }` })
  if (!store) throw new Error(`expected a store ${code}`)
  return store.id
}

interface Entries {
  readonly edges: readonly { readonly node: { readonly id: string; readonly failure: string | null } }[]
}

/** Waits until everything was delivered. Throws for what nobody can deliver, and when it takes too long. */
export async function outboxIsEmpty(
  [url]: readonly string[],
  {
    tokens,
    ms,
    tell,
  }: { readonly tokens: Tokens; readonly ms: number; readonly tell: (line: string) => void },
): Promise<void> {
  const begun = performance.now()
  const some = async (state: 'QUEUED' | 'DEAD') => {
    const query = `{ outbox(state: ${state}, first: 100) { edges { node { id kind attempts failure dueAt } } } }`
    return (await ask<Entries>(url, { query }, tokens.operations))?.edges ?? []
  }
  for (;;) {
    const left = await some('QUEUED')
    if (left.length === 0) break
    if (performance.now() - begun > ms)
      throw new Error(`the outbox is not empty: ${JSON.stringify(left.slice(0, 5))}`)
    await wait(500)
  }
  const dead = await some('DEAD')
  if (dead.length > 0)
    throw new Error(`nobody can deliver ${dead.length}: ${JSON.stringify(dead.slice(0, 5))}`)
  tell(`the outbox was empty after ${Math.round((performance.now() - begun) / 1_000)} s`)
}

async function ask<Value = unknown>(url = '', body: object, token?: string): Promise<Value | null> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  })
  const { data, errors } = (await response.json()) as {
    readonly data?: Readonly<Record<string, Value | null>>
    readonly errors?: unknown
  }
  if (!data) throw new Error(`expected data, found ${JSON.stringify(errors)}`)
  return Object.values(data)[0] ?? null
}

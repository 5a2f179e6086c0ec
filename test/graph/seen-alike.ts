import { expect } from 'vitest'
import type { Headers } from './people.ts'
import type { Answer, Whole } from './whole.ts'

/** Where somebody looks at a shopper: the shopper on the web, who works in a store, the call centre. */
const PLACES = ['web', 'store', 'callCentre'] as const
type Place = (typeof PLACES)[number]

/** What each is refused by the schema's rules, by its way from the shopper, and why. Nothing else is refused to anybody. */
const REFUSED: Readonly<Record<Place, Readonly<Record<string, string>>>> = {
  web: { 'cart.touchedBy.associateId': 'who of the staff it was is the retailer’s own business' },
  store: {
    'orders.edges.node.pickupCodes': 'a code proves something while who hands over cannot read it',
  },
  callCentre: {},
}

/** What is another thing for each, and why. Nothing else is told otherwise to anybody. */
const OF_THE_PLACE: Readonly<Record<string, string>> = {
  'orders.edges.node.payments.refundPaths': 'at a counter money goes back in more ways than elsewhere',
}

/** What the three saw of one shopper, and what that cost the systems each time. */
export interface Seen {
  // The tests read answers of many shapes; each says by its expectations what it expects.
  readonly web: Answer['data']
  readonly store: Answer['data']
  readonly callCentre: Answer['data']
  readonly calls: Readonly<Record<Place, Answer['calls']>>
}

/** Who looks at whom. */
export interface Looking {
  readonly customerId: string
  readonly headers: Readonly<Record<Place, Headers>>
  /** A selection of `Customer` that holds every field of the two tables. */
  readonly state: string
}

/**
 * Asks the same of a shopper with three tokens, one after the other, and compares the answers field by field: what two may see is the same to both, what one
 * is refused is null to them and reported, and nothing else is.
 */
export async function seenAlike(
  whole: Pick<Whole, 'ask'>,
  { customerId, headers, state }: Looking,
): Promise<Seen> {
  const answers: Partial<Record<Place, Answer>> = {}
  for (const place of PLACES) {
    const root = place === 'web' ? 'query { seen: me' : 'query ($id: ID!) { seen: customer(id: $id)'
    const variables = place === 'web' ? {} : { id: customerId }
    const answer = await whole.ask(`${root} { ${state} } }`, variables, headers[place])
    const refused = answer.errors.map(({ path = [], extensions: { code } }) => `${code} ${wayOf(path)}`)
    const cut = leavesOf(answer.data.seen).filter(({ way }) => isIn(Object.keys(REFUSED[place]), way))
    expect([place, new Set(refused)]).toEqual([place, new Set(cut.map(({ way }) => `FORBIDDEN seen.${way}`))])
    expect([place, cut.filter(({ value }) => value !== null)]).toEqual([place, []])
    answers[place] = answer
  }
  const { web, store, callCentre } = answers as Record<Place, Answer>
  const told = { web: web.data.seen, store: store.data.seen, callCentre: callCentre.data.seen }
  expect(common(told.store, ['web', 'store'])).toEqual(common(told.web, ['web', 'store']))
  expect(common(told.callCentre, ['web', 'callCentre'])).toEqual(common(told.web, ['web', 'callCentre']))
  expect(common(told.callCentre, ['store', 'callCentre'])).toEqual(
    common(told.store, ['store', 'callCentre']),
  )
  return { ...told, calls: { web: web.calls, store: store.calls, callCentre: callCentre.calls } }
}

interface Leaf {
  /** Names alone. */
  readonly way: string
  /** With the places in lists. */
  readonly path: string
  readonly value: unknown
}

/** What both of two may see, by its path. */
function common(data: unknown, [one, other]: readonly [Place, Place]): Readonly<Record<string, unknown>> {
  const apart = [REFUSED[one], REFUSED[other], OF_THE_PLACE].flatMap((table) => Object.keys(table))
  const leaves = leavesOf(data).filter(({ way }) => !isIn(apart, way))
  return Object.fromEntries(leaves.map(({ path, value }) => [path, value]))
}

/** Whether something is one of the fields, or in one of them. */
function isIn(fields: readonly string[], way: string): boolean {
  return fields.some((field) => way === field || way.startsWith(`${field}.`))
}

/** Every value without parts, an empty list among them. */
function leavesOf(value: unknown, path: readonly (string | number)[] = []): readonly Leaf[] {
  const parts: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? [...value.entries()]
    : typeof value === 'object' && value !== null
      ? Object.entries(value)
      : []
  if (parts.length === 0) return [{ way: wayOf(path), path: path.join('.'), value }]
  return parts.flatMap(([name, part]) => leavesOf(part, [...path, name]))
}

function wayOf(path: readonly (string | number)[]): string {
  return path.filter((name) => typeof name === 'string').join('.')
}

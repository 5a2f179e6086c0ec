import type { ChannelKind } from '../../adapters/channel.ts'
import { CUSTOMER } from './landmarks.ts'
import { salesforceId } from './numbers.ts'
import { type Random, stream } from './random.ts'
import type { WorldCase } from './shopper-types.ts'
import type { World } from './types.ts'

/** What was said about a case beside its comments: by e-mail and over social networks, and among the agents. */
export interface WorldThread {
  /** The order it is about, by its business number; null: about none. */
  readonly order: { readonly channel: ChannelKind; readonly number: string } | null
  readonly emails: readonly WorldEmail[]
  readonly sessions: readonly WorldSession[]
  /** What agents wrote for each other. */
  readonly notes: readonly { readonly id: string; readonly at: string; readonly text: string }[]
}

export interface WorldEmail {
  readonly id: string
  readonly at: string
  readonly text: string
  /** `agent` wrote to the shopper, `carrier` to and fro with somebody else about the case. */
  readonly from: 'shopper' | 'agent' | 'carrier'
  /** Begun by an agent and not sent. */
  readonly draft: boolean
}

/** A chat over a social network. */
export interface WorldSession {
  readonly id: string
  readonly network: 'WhatsApp' | 'Facebook'
  readonly entries: readonly WorldEntry[]
}

export interface WorldEntry {
  readonly id: string
  readonly at: string
  readonly by: 'shopper' | 'agent' | 'bot'
  readonly text: string
}

type Facts = Pick<World, 'seed' | 'orders' | 'receipts' | 'cases'>

const MINUTE = 60_000

/** The thread of every case, by the case's id. Drawn from streams of their own; nothing else depends on them. */
export function createThreads(world: Facts): ReadonlyMap<string, WorldThread> {
  const newest = world.cases.findLast(({ customer }) => customer === CUSTOMER.omnichannel)
  const bought = purchases(world)
  return new Map(
    world.cases.map((one) => {
      const before = (bought.get(one.customer) ?? []).filter(({ at }) => at < one.createdAt)
      return [one.id, one === newest ? landmark(one, before) : drawn(world.seed, one, before)]
    }),
  )
}

/** The omnichannel shopper's open case: about their last web order, in four channels, with what must not be shown. */
function landmark(one: WorldCase, before: readonly Purchase[]): WorldThread {
  const make = makerOf(one)
  return {
    order: about(before.find(({ channel }) => channel === 'WEB')),
    emails: [
      make.email(
        10,
        'shopper',
        'Bonjour, je vous écris aussi par e-mail : voici la photo du bon de livraison.',
      ),
      make.email(20, 'agent', 'Merci Camille, bien reçu. Nous revenons vers vous dans la journée.'),
      make.email(30, 'carrier', 'Merci de vérifier le scan de livraison de ce colis.'),
      make.email(200, 'agent', 'Brouillon : geste commercial de 10 % ?', true),
    ],
    sessions: [
      make.session('WhatsApp', [
        [60, 'shopper', 'Je continue sur WhatsApp, c’est plus simple pour moi.'],
        [61, 'bot', 'Un conseiller vous répond dans quelques instants.'],
        [65, 'agent', 'Bonjour Camille, je vois votre e-mail et votre commande.'],
      ]),
      make.session('Facebook', [
        [150, 'shopper', 'Toujours rien reçu, pouvez-vous me rappeler ?'],
        [155, 'agent', 'Oui, je vous appelle avant midi.'],
      ]),
    ],
    notes: [make.note(70, 'Note interne : le transporteur a déjà perdu un colis à cette adresse.')],
  }
}

function drawn(seed: number, one: WorldCase, before: readonly Purchase[]): WorldThread {
  const random = stream(seed, 'thread', one.id)
  const make = makerOf(one)
  const order = before.length > 0 && random.chance(0.6) ? random.pick(before.slice(0, 3)) : undefined
  return {
    order: about(order),
    emails: drawEmails(random, make),
    sessions: drawSessions(random, make),
    notes: [],
  }
}

function drawEmails(random: Random, make: Maker): readonly WorldEmail[] {
  if (!random.chance(0.4)) return []
  return [
    make.email(12, 'shopper', 'Je vous renvoie ma demande par e-mail.'),
    make.email(random.int(30, 240), 'agent', 'Votre demande est prise en compte.'),
  ]
}

function drawSessions(random: Random, make: Maker): readonly WorldSession[] {
  if (!random.chance(0.3)) return []
  const network = random.pick(['WhatsApp', 'Facebook'] as const)
  return [make.session(network, [[random.int(50, 120), 'shopper', 'Avez-vous des nouvelles ?']])]
}

type Maker = ReturnType<typeof makerOf>

/** Makes the parts of a case's thread, with ids of their own and times counted in minutes from the case's start. */
function makerOf({ id, createdAt }: WorldCase) {
  const start = Date.parse(createdAt)
  const serial = base62(id.slice(9, 15)) * 16
  const at = (minutes: number) => new Date(start + minutes * MINUTE).toISOString()
  const count = { email: 0, session: 0, entry: 0, note: 0 }
  const next = (prefix: string, what: keyof typeof count) => salesforceId(prefix, serial + count[what]++)
  const email = (minutes: number, from: WorldEmail['from'], text: string, draft = false): WorldEmail => ({
    id: next('02s', 'email'),
    at: at(minutes),
    text,
    from,
    draft,
  })
  const session = (
    network: WorldSession['network'],
    said: readonly (readonly [minutes: number, by: WorldEntry['by'], text: string])[],
  ): WorldSession => ({
    id: next('0Mw', 'session'),
    network,
    entries: said.map(([minutes, by, text]) => ({ id: next('0Mx', 'entry'), at: at(minutes), by, text })),
  })
  const note = (minutes: number, text: string) => ({ id: next('00b', 'note'), at: at(minutes), text })
  return { email, session, note }
}

interface Purchase {
  readonly channel: ChannelKind
  readonly number: string
  readonly at: string
}

function about(purchase: Purchase | undefined): WorldThread['order'] {
  return purchase ? { channel: purchase.channel, number: purchase.number } : null
}

/** Orders and sales of everybody with a case, by customer, newest first. */
function purchases({ orders, receipts, cases }: Facts): ReadonlyMap<number, readonly Purchase[]> {
  const bought = new Map<number, Purchase[]>(cases.map(({ customer }) => [customer, []]))
  for (const { customer, copyOfReceipt, channel, number, placedAt } of orders) {
    if (copyOfReceipt === undefined) bought.get(customer)?.push({ channel, number, at: placedAt })
  }
  for (const { customer, kind, number, at } of receipts) {
    if (kind === 'sale') bought.get(customer ?? -1)?.push({ channel: 'STORE_POS', number, at })
  }
  for (const list of bought.values()) list.sort((left, right) => (left.at > right.at ? -1 : 1))
  return bought
}

function base62(text: string): number {
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
  return [...text].reduce((sum, digit) => sum * 62 + Math.max(0, digits.indexOf(digit)), 0)
}

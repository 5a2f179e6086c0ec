import { daysBefore, parisInstant } from './calendar.ts'
import { CUSTOMER } from './landmarks.ts'
import { salesforceId } from './numbers.ts'
import { at, type Random, stream } from './random.ts'
import type { WorldCase, WorldCustomer } from './shopper-types.ts'

/** What a case is about and how the conversation goes, shopper and agent in turn. */
const TOPICS: readonly (readonly [subject: string, ...texts: string[]])[] = [
  [
    'Colis non reçu',
    'Bonjour, le suivi indique « livré » mais je n’ai rien reçu.',
    'Bonjour, nous ouvrons une enquête auprès du transporteur.',
    'Merci, tenez-moi au courant.',
  ],
  [
    'Échange de taille',
    'Est-il possible d’échanger la taille 32 contre une 34 en magasin ?',
    'Oui, sous 30 jours avec le ticket ou la carte de fidélité.',
  ],
  [
    'Points de fidélité manquants',
    'Mon dernier achat en boutique n’apparaît pas sur mon compte.',
    'Le fichier de la caisse est arrivé en retard ; les points seront crédités sous 48 h.',
  ],
  ['Question sur une matière', 'Le pull mérinos passe-t-il en machine ?', 'Oui, programme laine à 30 °C.'],
  [
    'Remboursement en attente',
    'J’ai renvoyé un article il y a dix jours, où en est le remboursement ?',
    'Le retour est enregistré, le virement part cette semaine.',
  ],
]

/** Service cases of shoppers the CRM knows; the omnichannel shopper has two, one of them open. */
export function createCases(
  { seed, today }: { readonly seed: number; readonly today: string },
  customers: readonly WorldCustomer[],
): readonly WorldCase[] {
  const cases = customers.flatMap((customer) => {
    if (customer.contactId === null) return []
    const random = stream(seed, 'cases', customer.index)
    const own = customer.index === CUSTOMER.omnichannel
    const count = own ? 2 : random.chance(0.08) ? 1 : 0
    return Array.from({ length: count }, (_, index) =>
      makeCase({
        random,
        today,
        customer: customer.index,
        index,
        daysAgo: own ? 3 + index * 60 : random.int(1, 400),
      }),
    )
  })
  return cases.sort((left, right) => (left.createdAt < right.createdAt ? -1 : 1))
}

function makeCase(of: {
  readonly random: Random
  readonly today: string
  readonly customer: number
  readonly index: number
  readonly daysAgo: number
}): WorldCase {
  const { random, daysAgo } = of
  const serial = of.customer * 10 + of.index + 1
  const topic = at(TOPICS, random.int(0, TOPICS.length - 1))
  const [subject, ...texts] = topic
  const second = random.int(9 * 3600, 12 * 3600)
  const time = (index: number) => parisInstant(daysBefore(of.today, daysAgo), second + index * 2700)
  return {
    id: salesforceId('500', serial),
    number: String(10_000 + serial).padStart(8, '0'),
    customer: of.customer,
    subject,
    status: daysAgo > 10 ? 'Closed' : random.pick(['New', 'Working'] as const),
    origin: random.pick(['Web', 'Phone', 'Email', 'Chat'] as const),
    createdAt: time(0),
    comments: texts.map((text, index) => ({
      id: salesforceId('00a', serial * 10 + index),
      at: time(index),
      text,
      byAgent: index % 2 === 1,
    })),
  }
}

import { CUSTOMER } from './landmarks.ts'
import { salesforceId } from './numbers.ts'
import { stream } from './random.ts'
import type { WorldCustomer } from './shopper-types.ts'
import type { World } from './types.ts'

/** What a shopper the CRM knows has agreed to and refused, as the CRM records it. */
export interface WorldConsents {
  /** Salesforce Individual id, 18 characters. */
  readonly individualId: string
  /** Ticked on the contact: no e-mail. */
  readonly noEmail: boolean
  /** Ticked on the data privacy record. */
  readonly noProfiling: boolean
  readonly noGeoTracking: boolean
  /** Given or refused for one way and one purpose, with a date. */
  readonly given: readonly WorldConsent[]
}

export interface WorldConsent {
  readonly id: string
  readonly purpose: 'Marketing' | 'Personnalisation'
  readonly way: 'Email' | 'Phone' | 'Web'
  readonly status: 'OptIn' | 'OptOut' | 'Pending' | 'Seen'
  /** ISO UTC. */
  readonly capturedAt: string
  readonly capturedBy: string
  readonly legalText: string | null
}

/** How a shopper first came to the CRM. */
export interface WorldOrigin {
  /** The CRM's word: Salesforce's `LeadSource`. */
  readonly leadSource: 'Instagram' | 'Web' | 'Boutique' | 'Téléphone'
  readonly campaign: string | null
  readonly referrer: string | null
}

const LEGAL = 'J’accepte de recevoir les offres de Maison Couture. Je peux me désinscrire à tout moment.'

/**
 * A shopper's consents; null for one the CRM does not know. The omnichannel shopper agreed to e-mails in the web shop, and
 * an agent ticked "no e-mail" later: the records disagree.
 */
export function consentsOf({ seed }: Pick<World, 'seed'>, customer: WorldCustomer): WorldConsents | null {
  if (customer.contactId === null) return null
  const random = stream(seed, 'consents', customer.index)
  const landmark = customer.index === CUSTOMER.omnichannel
  const statuses = ['OptIn', 'OptIn', 'OptOut', 'Pending', 'Seen'] as const
  const consent = (way: WorldConsent['way'], purpose: WorldConsent['purpose']): WorldConsent => {
    const status = landmark ? 'OptIn' : random.pick(statuses)
    return {
      id: salesforceId('0ZY', customer.index * 8 + (way === 'Email' ? 0 : way === 'Phone' ? 1 : 2)),
      purpose,
      way,
      status,
      capturedAt: new Date(Date.parse(customer.createdAt) + random.int(0, 200) * 3_600_000).toISOString(),
      capturedBy: random.pick(['Formulaire web', 'Caisse', 'Service client']),
      legalText: status === 'OptIn' ? LEGAL : null,
    }
  }
  return {
    individualId: salesforceId('0PK', customer.index + 1),
    noEmail: landmark || random.chance(0.05),
    noProfiling: !landmark && random.chance(0.1),
    noGeoTracking: landmark || random.chance(0.2),
    given: [
      ...(landmark || random.chance(0.7) ? [consent('Email', 'Marketing')] : []),
      ...(random.chance(0.3) ? [consent('Phone', 'Marketing')] : []),
      ...(landmark || random.chance(0.3) ? [consent('Web', 'Personnalisation')] : []),
    ],
  }
}

/** Where a shopper came from; null where the CRM does not know. The omnichannel shopper came by Instagram. */
export function originOf({ seed }: Pick<World, 'seed'>, customer: WorldCustomer): WorldOrigin | null {
  if (customer.contactId === null) return null
  const random = stream(seed, 'origin', customer.index)
  const instagram = { leadSource: 'Instagram', campaign: 'printemps-reels' } as const
  if (customer.index === CUSTOMER.omnichannel) {
    return { ...instagram, referrer: 'https://www.instagram.example/maison-couture' }
  }
  if (random.chance(0.2)) return null
  const leadSource = random.pick(['Instagram', 'Web', 'Boutique', 'Téléphone'] as const)
  const social = leadSource === 'Instagram'
  return {
    leadSource,
    campaign: social ? instagram.campaign : null,
    referrer: social ? 'https://www.instagram.example/maison-couture' : null,
  }
}

import { isSourceError, SourceError } from '../../error.ts'
import type { Diagnosis } from '../../source.ts'
import { instant } from '../../time.ts'
import type { Endpoint, Service } from './endpoint.ts'
import { passFailure, refuse } from './refusal.ts'

/** What the graph lacks without a service. */
const LOSES: Readonly<Record<Service, string>> = {
  partners: 'profiles and order history',
  orders: 'order history',
  deliveries: 'fulfilments',
  billing: 'payments',
  returns: 'returns',
  products: 'VAT rates',
  prices: 'prices',
  stock: 'stock levels',
  plants: 'stores',
}

/**
 * Asks the root of every service with the configured credentials. Services that are not there or not allowed are warnings;
 * when none answers, that is thrown. The product's version is in none of the answers.
 */
export async function diagnoseSap(
  source: string,
  endpoint: Endpoint,
  services: Readonly<Record<Service, string>>,
): Promise<Diagnosis> {
  const names = Object.keys(LOSES) as Service[]
  const checks = await Promise.all(
    names.map((service) => check(source, endpoint, services[service], service)),
  )
  const first = checks[0]?.failure
  if (first && checks.every(({ failure }) => failure !== null)) throw first
  const dates = checks.map(({ date }) => Date.parse(date ?? '')).filter((millis) => !Number.isNaN(millis))
  const latest = dates.length > 0 ? instant(new Date(Math.max(...dates))) : null
  const warnings = checks.flatMap(({ service, failure }) =>
    failure ? [`no ${LOSES[service]}: ${failure.message.replace(`${source}: `, '')}`] : [],
  )
  return { version: null, clock: latest, budget: null, warnings }
}

async function check(source: string, endpoint: Endpoint, name: string, service: Service) {
  const answer = await endpoint.root(service).catch(passFailure)
  if (isSourceError(answer)) return { service, failure: answer, date: null }
  const { date } = answer.headers
  return { service, failure: problem(source, name, answer), date: typeof date === 'string' ? date : null }
}

function problem(source: string, name: string, answer: Parameters<typeof refuse>[2]): SourceError | null {
  try {
    refuse(source, name, answer)
  } catch (error) {
    return passFailure(error)
  }
  const type = String(answer.headers['content-type'] ?? '')
  if (/\b(json|xml)\b/.test(type)) return null
  return new SourceError(source, 'BAD_RESPONSE', `${name} answered no service document; expected JSON or XML`)
}

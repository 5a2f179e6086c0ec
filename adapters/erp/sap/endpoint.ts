import type { Answer, Caller } from '../../call/caller.ts'
import { BATCH_CONTENT_TYPE, batchBody } from './batch.ts'
import { createSecured } from './secured.ts'
import type { Token } from './session.ts'

/** The services the ports are read from, and the names S/4HANA gives them; the option `services` may differ. */
export const SERVICES = {
  partners: 'API_BUSINESS_PARTNER',
  orders: 'API_SALES_ORDER_SRV',
  deliveries: 'API_OUTBOUND_DELIVERY_SRV;v=0002',
  billing: 'API_BILLING_DOCUMENT_SRV',
  returns: 'API_CUSTOMER_RETURN_SRV',
  prices: 'API_SLSPRICINGCONDITIONRECORD_SRV',
  products: 'API_PRODUCT_SRV',
  stock: 'API_MATERIAL_STOCK_SRV',
  plants: 'API_PLANT_SRV',
} as const
export type Service = keyof typeof SERVICES

/** A GET below a service's root, what it is called in records, and how many keys it asks for. */
export interface Get {
  readonly path: string
  readonly route: string
  readonly keys: number
}

/** A record to create, or what changes of one, as JSON. */
interface SapWrite {
  readonly method: 'POST' | 'PATCH'
  /** Below the service's root, encoded. */
  readonly path: string
  /** What it is called in records. */
  readonly route: string
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface EndpointOptions {
  readonly source: string
  readonly caller: Caller
  /** Path of the services below the base URL: `sap/opu/odata/sap`. */
  readonly servicePath: string
  readonly services: Readonly<Record<Service, string>>
  /** Sent with every call: who we are, and the language. */
  readonly headers: Readonly<Record<string, string>>
  /** Longest time for one write, ms. */
  readonly writeMs: number
  /** `sap-client`; null for the system's default. */
  readonly sapClient: string | null
}

/** One system's OData services as HTTP sees them: URLs, credentials, CSRF token and cookies. */
export interface Endpoint {
  /** The path of a GET below the base URL. */
  url(service: Service, path: string): string
  get(service: Service, get: Get): Promise<Answer>
  /**
   * GETs together in one `$batch`. A POST, so it takes a CSRF token even to read: fetched when first needed, and once
   * more when the system says that it has expired.
   */
  batch(service: Service, gets: readonly Get[]): Promise<Answer>
  /**
   * One write, sent once: whatever becomes of it, it is not repeated, but for a token that had expired, with which the system refuses
   * before it looks at anything else.
   */
  write(service: Service, write: SapWrite): Promise<Answer>
  /** The answer of a service's root, whatever its status. */
  root(service: Service): Promise<Answer>
}

/** An endpoint that has no token yet. */
export function createEndpoint(options: EndpointOptions): Endpoint {
  const { source, caller, services, servicePath, sapClient, writeMs } = options
  const headers = { accept: 'application/json', ...options.headers }

  function url(service: Service, path: string): string {
    const whole = `${servicePath}/${services[service]}/${path}`
    if (sapClient === null) return whole
    return `${whole}${path.includes('?') ? '&' : '?'}sap-client=${sapClient}`
  }

  const root = (service: Service, extra: Readonly<Record<string, string>> = {}) => {
    const route = `${services[service]}/`
    return caller.call({ method: 'GET', path: url(service, ''), route, headers: { ...headers, ...extra } })
  }

  const secured = createSecured<Service>({
    source,
    services,
    first: 'partners',
    fetch: (service) => root(service, FETCH),
  })
  const signed = ({ token, cookie }: Token) => ({
    ...headers,
    ...(cookie && { cookie }),
    'x-csrf-token': token,
  })

  return {
    url,
    root: (service) => root(service),
    get: (service, { path, route, keys }) =>
      caller.call({ method: 'GET', path: url(service, path), route, batchSize: keys, headers }),
    batch: (service, gets) =>
      secured(service, (token) =>
        caller.call({
          method: 'POST',
          path: url(service, '$batch'),
          route: `${services[service]}/$batch`,
          batchSize: gets.reduce((sum, { keys }) => sum + keys, 0),
          headers: { ...signed(token), accept: 'multipart/mixed', 'content-type': BATCH_CONTENT_TYPE },
          body: batchBody(gets.map(({ path }) => path)),
          safe: true,
        }),
      ),
    write: (service, { method, path, route, body, headers: own }) =>
      secured(service, (token) =>
        caller.call({
          method,
          path: url(service, path),
          route,
          headers: { ...signed(token), 'content-type': 'application/json', ...own },
          body,
          timeoutMs: writeMs,
        }),
      ),
  }
}

const FETCH = { 'x-csrf-token': 'Fetch' }

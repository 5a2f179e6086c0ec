import type { Answer, Caller } from '../../call/caller.ts'
import { SourceError } from '../../error.ts'
import { BATCH_CONTENT_TYPE, batchBody } from './batch.ts'
import { refuse } from './refusal.ts'
import { createSession, readToken, type Token } from './session.ts'

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

export interface EndpointOptions {
  readonly source: string
  readonly caller: Caller
  /** Path of the services below the base URL: `sap/opu/odata/sap`. */
  readonly servicePath: string
  readonly services: Readonly<Record<Service, string>>
  /** Sent with every call: who we are, and the language. */
  readonly headers: Readonly<Record<string, string>>
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
  /** The answer of a service's root, whatever its status. */
  root(service: Service): Promise<Answer>
}

/** An endpoint that has no token yet. */
export function createEndpoint(options: EndpointOptions): Endpoint {
  const { source, caller, services, servicePath, sapClient } = options
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

  // A token is good for the whole session, whatever service it was fetched from.
  let tokenFrom: Service = 'partners'
  const session = createSession(async () => {
    const answer = await root(tokenFrom, { 'x-csrf-token': 'Fetch' })
    refuse(source, services[tokenFrom], answer)
    const token = readToken(answer.headers)
    if (token) return token
    throw new SourceError(
      source,
      'BAD_RESPONSE',
      `${services[tokenFrom]} gave no CSRF token; $batch needs one`,
    )
  })

  return {
    url,
    root: (service) => root(service),
    get: (service, { path, route, keys }) =>
      caller.call({ method: 'GET', path: url(service, path), route, batchSize: keys, headers }),
    async batch(service, gets) {
      const send = ({ token, cookie }: Token) =>
        caller.call({
          method: 'POST',
          path: url(service, '$batch'),
          route: `${services[service]}/$batch`,
          batchSize: gets.reduce((sum, { keys }) => sum + keys, 0),
          headers: {
            ...headers,
            ...(cookie && { cookie }),
            accept: 'multipart/mixed',
            'content-type': BATCH_CONTENT_TYPE,
            'x-csrf-token': token,
          },
          body: batchBody(gets.map(({ path }) => path)),
          safe: true,
        })
      tokenFrom = service
      const token = await session.token()
      const answer = await send(token)
      if (!wantsToken(answer)) return answer
      session.drop(token)
      return send(await session.token())
    },
  }
}

/** SAP refuses a missing or expired token with 403 and this header; a 403 without it is a missing authorisation. */
function wantsToken({ status, headers }: Answer): boolean {
  return status === 403 && /^required$/i.test(String(headers['x-csrf-token'] ?? ''))
}

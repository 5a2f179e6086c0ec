/** A refusal of the provider's: thrown by the parts, turned into an answer by the server. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  readonly code: ProblemCode
  readonly headers: Readonly<Record<string, string>>
  constructor(
    status: number,
    code: ProblemCode,
    detail: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail)
    this.status = status
    this.code = code
    this.headers = headers
  }
}

/** What the provider may refuse for; programs go by these, people by the title. */
const TITLES = {
  malformed_request: 'The request cannot be read',
  card_data_refused: 'Card data is not accepted here',
  idempotency_key_missing: 'Idempotency-Key is missing',
  idempotency_key_invalid: 'Idempotency-Key cannot be read',
  idempotency_key_in_use: 'A request with this Idempotency-Key is still being worked on',
  idempotency_key_reused: 'Idempotency-Key was used for another request',
  unauthorized: 'The API key is missing or wrong',
  not_found: 'There is no such resource',
  method_not_allowed: 'The resource does not take this method',
  unsupported_media_type: 'Expected a body of JSON',
  payment_not_authorized: 'The payment is not authorised',
  payment_already_captured: 'The payment has been captured',
  payment_not_captured: 'Nothing of the payment has been captured',
  payment_has_refunds: 'Some of the payment has been paid back',
  reference_in_use: 'The reference was used for another change of this payment',
  capture_declined: 'The issuer declined the capture',
  amount_too_large: 'The amount is more than is left',
  currency_mismatch: 'The currency is not that of the payment',
  rate_limited: 'Too many requests',
  service_unavailable: 'The service is unavailable',
} as const
export type ProblemCode = keyof typeof TITLES

/** RFC 9457 problem details; `type` names the code, `request_id` what support asks for. */
export function problemAnswer({ status, code, message, headers }: Problem, requestId: string): Response {
  const body = {
    type: `https://developers.passerelle.example/problems/${code}`,
    title: TITLES[code],
    status,
    code,
    detail: message,
    request_id: requestId,
  }
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  })
}

/** 400 for a body or a query that is not what it should be. */
export function malformed(detail: string): Problem {
  return new Problem(400, 'malformed_request', detail)
}

/** 404 for a payment or a path. */
export function missing(): Problem {
  return new Problem(404, 'not_found', 'Nothing is found here for this API key.')
}

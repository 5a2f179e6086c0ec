/** A refusal in the vendor's words: thrown by the parts, turned into an answer by the server. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message)
    this.status = status
    this.headers = headers
  }
}

/** HTTP 422: understood, and not valid. The commonest refusal of this API. */
export function unprocessable(message: string): Problem {
  return new Problem(422, message)
}

/** HTTP 404; the vendor says the same whether the thing is missing or hidden from this user. */
export function missing(what: string, code: string): Problem {
  return new Problem(404, `${what} "${code}" does not exist or you do not have permission to access it.`)
}

/** The JSON body of every refusal: `{"code","message"}`, where `code` repeats the HTTP status. */
export function problemAnswer({ status, message, headers }: Problem): Response {
  const links = status === 422 ? { _links: { documentation: { href: 'http://api.akeneo.com/' } } } : {}
  return Response.json({ code: status, message, ...links }, { status, headers })
}

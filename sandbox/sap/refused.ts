import { type Answer, plain } from './answer.ts'

/** What stands in front of the services refuses in its own way: pages of HTML and plain texts, never OData. */
export type Refused = 'throttled' | 'unavailable' | 'unauthorised' | 'tooLong' | 'csrf'

/** The answer of a refused request (WIRE.md section 1, Errors and Headers). */
export function refusedPage(why: Refused): Answer {
  switch (why) {
    case 'throttled':
      return html(429, 'Too Many Requests', 'The request rate limit of this tenant is exceeded.')
    case 'unavailable':
      return html(503, 'Service Unavailable', 'The application server is not available at the moment.')
    case 'unauthorised': {
      const realm = 'Basic realm="SAP NetWeaver Application Server [S4H/100]"'
      return html(401, 'Logon failed', 'You are not authorised to use this application.', [
        ['www-authenticate', realm],
      ])
    }
    case 'tooLong':
      return html(414, 'Request-URI Too Long', 'The request target is longer than the server accepts.')
    case 'csrf':
      return plain(403, 'text/plain; charset=utf-8', 'CSRF token validation failed', [
        ['x-csrf-token', 'Required'],
      ])
  }
}

function html(status: number, title: string, text: string, extra: Answer['headers'] = []): Answer {
  const body = `<html><head><title>${title}</title></head><body><h1>${status} ${title}</h1><p>${text}</p></body></html>`
  return plain(status, 'text/html; charset=utf-8', body, extra)
}

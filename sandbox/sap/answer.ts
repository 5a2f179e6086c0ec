import type { BatchAnswer } from './multipart.ts'

/** What a request was answered, before it is HTTP: a batch writes it as a part, the server as a `Response`. */
export type Answer = BatchAnswer

/** A JSON answer in a protocol's version. */
export function json(
  status: number,
  body: unknown,
  version: 'V2' | 'V4',
  extra: Answer['headers'] = [],
): Answer {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const own: Answer['headers'] =
    version === 'V2'
      ? [
          ['content-type', 'application/json'],
          ['dataserviceversion', '2.0'],
        ]
      : [
          ['content-type', 'application/json;odata.metadata=minimal;charset=utf-8'],
          ['odata-version', '4.0'],
        ]
  return { status, headers: [...own, ...extra], body: text }
}

/** A plain answer of another content type. */
export function plain(
  status: number,
  contentType: string,
  body: string,
  extra: Answer['headers'] = [],
): Answer {
  return { status, headers: [['content-type', contentType], ...extra], body }
}

/** The HTTP answer; `head` keeps the headers and leaves the body away. */
export function toResponse({ status, headers, body }: Answer, head = false): Response {
  const all = new Headers()
  for (const [name, value] of headers) all.append(name, value)
  return new Response(head || status === 204 ? null : body, { status, headers: all })
}

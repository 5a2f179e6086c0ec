/** Headers that every answer carries, refusals before any route included. */
export function safeHeaders({
  behindTls,
}: {
  readonly behindTls: boolean
}): Readonly<Record<string, string>> {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    // RFC 6797: says so for a year. Over plain HTTP browsers would ignore it, and a proxy should not have to add it.
    ...(behindTls && { 'strict-transport-security': 'max-age=31536000' }),
  }
}

/** What is known to be secret in this process; texts are rid of it before they are written anywhere. */
export interface Secrets {
  /** Adds values: those of a configuration, at start and at each change. What is shorter than four characters is no secret. */
  learn(values: readonly string[]): void
  /** The text with every known secret, also as a URL or JSON would write it, replaced by `[secret]`. */
  hide(text: string): string
}

/** Knows the values of a configuration, and learns those of later ones. */
export function createSecrets(values: readonly string[] = []): Secrets {
  const known = new Set<string>()
  let pattern: RegExp | null = null
  const secrets: Secrets = {
    learn(more) {
      for (const value of more.filter(({ length }) => length >= SHORTEST)) {
        for (const form of [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)])
          known.add(form)
      }
      // The longest first: a secret may begin with another.
      const longestFirst = [...known].sort((left, right) => right.length - left.length)
      pattern = known.size === 0 ? null : new RegExp(longestFirst.map(literally).join('|'), 'g')
    },
    hide: (text) => (pattern === null ? text : text.replace(pattern, '[secret]')),
  }
  secrets.learn(values)
  return secrets
}

const SHORTEST = 4

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}

/** Longest text that is written, and the longest that is looked at: in characters. */
const WRITTEN = 500
const READ = 4_000
/** A text that was cut may end in the middle of something: so much of its end is left out. */
const CUT_OFF = 300

/** Line breaks, terminal commands, marks that turn the direction of writing: each could make one line look like another. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g
const LONE_SURROGATE = /[\ud800-\udfff]/gu

/** What personal data and credentials look like, and what stands in their place. The order matters. */
const LOOKS: readonly (readonly [look: RegExp, instead: string])[] = [
  // scheme://user:password@host (RFC 3986, section 3.2.1), also where the password has a slash or an @ of its own.
  [/:\/\/[^\s"'<>/:@]{0,128}:[^\s"'<>]{0,512}@(?=[^\s@"'<>])/g, '://[credentials]@'],
  [/\/\/[^/@\s]{1,512}@/g, '//[credentials]@'],
  // RFC 7519: a JSON object in base64url always begins like this.
  [/\beyJ[\w-]{8,}(?:\.[\w-]*)*/g, '[token]'],
  [/\b(bearer|basic|digest|negotiate|dpop|apikey|token)\s+[\w.~+/=!-]{8,}/gi, '$1 [token]'],
  [/\b[oc]t_[\w-]+/g, '[token]'],
  // Salesforce session ids: the organisation's id, an exclamation mark, the session.
  [/\b00D\w{12,15}(?:!|%21)[\w.%-]+/g, '[token]'],
  [
    /\b([\w-]{0,64}(?:passw(?:or)?d|passphrase|pwd|secret|token|api[-_]?key|authorization|cookie|sid|session[-_]?id))(["']?\s*(?:=|:|%3D)\s*)(?!\[)(?:"[^"]*"?|'[^']*'?|[^\s"'&,;}<>]+)/gi,
    '$1$2[secret]',
  ],
  [/"[^"]{1,64}"(?:@|%40)[^\s@"'<>]{1,255}/g, '[e-mail]'],
  [/[^\s@"'<>/\\()]{1,64}(?:@|%40)[^\s@"'<>/\\()]{1,255}\.[^\s@"'<>/\\().]{1,63}/g, '[e-mail]'],
  // Nine digits and more, however they are grouped: telephone numbers (ITU-T E.164), cards (ISO/IEC 7812), accounts.
  [/\+?\d(?:(?:[\s./()\u2010-\u2015-]|%20){0,3}\d){8,}/g, '[number]'],
]

/** A UUID as RFC 9562 writes it (ids of requests, made here), and a SHA-256 (hashes of documents): digits that say nothing. */
const OPAQUE = /^(?:[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}|[\da-f]{64})$/

/**
 * A text that may be written: known secrets, and whatever looks like an e-mail address, a telephone, card or account number, a
 * token, or credentials, are taken out; control characters become spaces; long texts are cut.
 */
export function scrub(text: string, secrets?: Pick<Secrets, 'hide'>): string {
  const isCut = text.length > READ
  const visible = text
    .slice(0, READ)
    .replace(INVISIBLE, '')
    .replace(CONTROL, ' ')
    .replace(LONE_SURROGATE, '?')
  const hidden = secrets ? secrets.hide(visible) : visible
  if (OPAQUE.test(hidden)) return hidden
  const clean = LOOKS.reduce((left, [look, instead]) => left.replace(look, instead), hidden)
  return clean.slice(0, isCut ? Math.min(WRITTEN, Math.max(0, clean.length - CUT_OFF)) : WRITTEN)
}

/** A text that means something to some interpreter behind the graph. */
export interface Hostile {
  readonly name: string
  readonly text: string
}

const named = (name: string, ...texts: readonly string[]): readonly Hostile[] =>
  texts.map((text) => ({ name: `${name}: ${text.slice(0, 24)}`, text }))

/** Right-to-left override and mark, a zero-width joiner, a byte order mark. */
const MARKS = '\u202E\u200F\u200D\uFEFF'
/** Half of a surrogate pair. */
const HALF = '\uD800'
const LOW_HALF = '\uDC00'

/** What everything is tried with: each ends a literal of some language, if it is not one. */
export const EVERY: readonly Hostile[] = [
  ...named(
    'SQL',
    "' OR 1=1 --",
    "'; DROP TABLE receipts; --",
    "x'or'1'='1",
    "\\'--",
    "\\\\' or 1=1#",
    '%',
    '_',
    "') UNION SELECT NULL --",
  ),
  ...named('SOQL', "' OR Name LIKE '%", '\\u0027 OR Id != null', "\\' OR Id!=''", "x'ORDER BY Id", '\\'),
  ...named(
    'OData',
    "' or 1 eq 1",
    '$filter=1 eq 1',
    "'),(",
    '%27 or 1 eq 1',
    "x'or'a'eq'a",
    '?$top=1&$skip=0',
  ),
  ...named(
    'XML',
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    ']]><x/>',
    '&lt;&#39;&#x27;',
    '<!--',
  ),
  ...named('LDAP', '*)(uid=*', '*', ')(|(cn=*))'),
  ...named(
    'JSON',
    '"}],"x":[{"operator":"NOT EMPTY"',
    '","method":"common.db.drop","params":["',
    '\\"',
    '{}',
    '[]',
  ),
  ...named(
    'lines',
    'x\r\nX-Evil: 1\r\n\r\nGET /evil HTTP/1.1',
    '\r\n--batch_couture--\r\n',
    '\n',
    '\u2028\u2029',
    '\t',
  ),
  ...named('paths', '../../', '..%2f..%2f', '/etc/passwd', '..\\..\\', '#x', 'x;y=1', '%00', '%'),
  ...named('objects', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '__defineGetter__'),
  ...named('characters', `${MARKS}x`, '\u0001\u001B[2J', '\uFFFF', '🧨'.repeat(20), ' ', ''),
  ...named('numbers', '9007199254740993', '1e309', '-0', 'NaN', '0x10', '99999999999999999999999'),
  ...named('templates', `$${'{7*7}'}`, '{{7*7}}', '#{7*7}', '$(id)', '`id`', '%s%n'),
]

/** Everything at once, in few texts: short and without blanks, so that it passes for a number or a card; with backslashes; long. */
export const TOGETHER: readonly Hostile[] = [
  { name: 'quotes', text: `x'or'1'='1"*)(%_` },
  { name: 'backslashes', text: `\\'--\\u0027&$top=1#` },
  {
    name: 'everything',
    text: `' OR 1=1 -- ') or 1 eq 1 "}],"x":[ \r\n--batch_couture--\r\n <!ENTITY e> ../../ \${7*7} ${MARKS}`,
  },
]

/** Values that are no text at all, as JSON. */
export const NO_TEXTS: readonly Hostile[] = [
  '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  '{"toString":1,"valueOf":1}',
  '[[[["x"]]]]',
  'true',
  '1e309',
  '-0',
  '9007199254740993',
  '1.5',
].map((text) => ({ name: `JSON ${text}`, text }))

/** Too long for anything. */
export const LONG: Hostile = { name: '100 kB', text: "'".repeat(100_000) }

/** Characters that no database takes, and halves of characters that nothing can write down. */
export const NO_CHARACTERS: readonly Hostile[] = named(
  'no character',
  "x\0'",
  `x${HALF}`,
  `${LOW_HALF}x`,
  `${LOW_HALF}${HALF}`,
)

/** Dresses a text as what is looked for, so that it passes the first check. */
export const DRESSES: readonly ((text: string) => string)[] = [
  (text) => `${text.replaceAll(/[\s@]/g, '')}@example.org`,
  (text) => `0101-2-20260510-${text}`,
  (text) => `${text.replaceAll(/\s/g, '').slice(0, 20)}-2-20260510-3619`,
  (text) => `2900000000015${text.replaceAll(/\s/g, '')}`.slice(0, 32),
  (text) => `W-${text.replaceAll(/\s/g, '')}`.slice(0, 64),
]

/** What nobody means harm with, of every form that is looked for. */
export const HARMLESS: readonly string[] = [
  'harmless',
  '7',
  'W-harmless',
  'harmless@example.org',
  '0612345678',
  '12345678',
  '2900000000991',
  '0101-2-20260510-3619',
  'harmless-2-20260510-3619',
  '01010220260510003619',
  'x'.repeat(300),
  'two words',
  '',
]

const SUFFIX = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'

/**
 * The 18-character form of a record id, or null when the text is none. 15 characters are case-sensitive; of 18
 * the last three tell which letters are capitals, so their own case does not matter.
 */
export function fullId(text: string): string | null {
  if (!/^[A-Za-z0-9]{15}([A-Za-z0-5]{3})?$/.test(text)) return null
  if (text.length === 15) return text + suffixOf(text)
  const suffix = text.slice(15).toUpperCase()
  const id = [...text.slice(0, 15)].map((letter, i) => recase(letter, suffix, i)).join('')
  return suffixOf(id) === suffix ? id + suffix : null
}

/** The nth record of a type that the world does not number. */
export function numberedId(keyPrefix: string, n: number): string {
  const id = keyPrefix + String(n).padStart(12, '0')
  return id + suffixOf(id)
}

/** The id of a record that stands one to one beside another: the same number under another prefix. */
export function besideId(keyPrefix: string, id: string): string {
  const bare = keyPrefix + id.slice(3, 15)
  return bare + suffixOf(bare)
}

function recase(letter: string, suffix: string, position: number): string {
  const bits = SUFFIX.indexOf(suffix.charAt(Math.floor(position / 5)))
  return bits & (1 << (position % 5)) ? letter.toUpperCase() : letter.toLowerCase()
}

function suffixOf(id: string): string {
  const chunks = [id.slice(0, 5), id.slice(5, 10), id.slice(10, 15)]
  return chunks.map((chunk) => SUFFIX.charAt(capitals(chunk))).join('')
}

function capitals(chunk: string): number {
  return [...chunk].reduce((bits, letter, i) => (/[A-Z]/.test(letter) ? bits | (1 << i) : bits), 0)
}

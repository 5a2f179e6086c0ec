/** Well-formed XML text, everything in it escaped. */
export type Xml = string & { readonly __kind: 'Xml' }

/** Attributes; null ones are left out. */
export type Attributes = Readonly<Record<string, string | null>>

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** An element around others; null children are left out. */
export function element(name: string, attributes: Attributes, children: readonly (Xml | null)[]): Xml {
  const written = Object.entries(attributes)
    .map(([key, value]) => (value === null ? '' : ` ${key}="${escaped(value)}"`))
    .join('')
  const inside = children.filter((child) => child !== null).join('')
  return (inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`) as Xml
}

/** An element around a text. */
export function leaf(name: string, text: string, attributes: Attributes = {}): Xml {
  return element(name, attributes, [escaped(text)])
}

/** Escapes the five characters XML 1.0 gives names to; control characters it does not allow are left out. */
function escaped(text: string): Xml {
  return text
    .replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character)
    .replace(/[^\t\n\r\u0020-\uFFFD]|[\uFFFE\uFFFF]/gu, (character) =>
      (character.codePointAt(0) ?? 0) > 0xffff ? character : '',
    ) as Xml
}

import { SaxesParser } from 'saxes'

/** An element as it stands in a document, by local names. */
export interface Node {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: Node[]
  text: string
}

/** Reads a document with a strict parser that is not ours; throws where it is not well-formed. */
export function readXml(document: string): Node {
  const root: Node = { name: '', attributes: new Map(), children: [], text: '' }
  const open = [root]
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const node: Node = { name, attributes: new Map(Object.entries(attributes)), children: [], text: '' }
    open.at(-1)?.children.push(node)
    open.push(node)
  })
  parser.on('text', (text) => {
    const node = open.at(-1)
    if (node) node.text += text
  })
  parser.on('closetag', () => {
    open.pop()
  })
  parser.write(document).close()
  return root
}

/** Every element of a name below a node, in document order. */
export function all(node: Node, name: string): readonly Node[] {
  return node.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)])
}

/** The first child at the end of a path. */
export function child(node: Node, ...path: readonly string[]): Node | undefined {
  return path.reduce<Node | undefined>((from, name) => from?.children.find((one) => one.name === name), node)
}

/** The text of the first child at the end of a path. */
export function text(node: Node, ...path: readonly string[]): string | undefined {
  return child(node, ...path)?.text
}

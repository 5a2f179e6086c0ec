import { TextDecoder } from 'node:util'

/** An XML declaration is within so many bytes. */
const DECLARATION = 256

/** The text of an XML document, chunk by chunk: by its byte order mark, then by its XML declaration, else as UTF-8. */
export async function* decoded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let head: Uint8Array | null = new Uint8Array()
  let decoder = new TextDecoder()
  for await (const chunk of chunks) {
    if (head === null) {
      yield decoder.decode(chunk, { stream: true })
      continue
    }
    head = Buffer.concat([head, chunk])
    // The declaration ends with the first ">"; nothing can be decoded before it is read.
    if (head.length < DECLARATION && !head.includes(0x3e)) continue
    decoder = decoderFor(head)
    yield decoder.decode(head, { stream: true })
    head = null
  }
  yield decoder.decode(head ?? undefined)
}

/** What the first bytes say of the text's encoding; UTF-8 where they say nothing this runtime knows. */
function decoderFor(start: Uint8Array): TextDecoder {
  const [first, second] = start
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le')
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be')
  const head = Buffer.from(start.subarray(0, DECLARATION)).toString('latin1')
  const label = /^(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*["']([\w-]+)["']/.exec(head)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(/^utf-?16/i.test(label) ? 'utf-8' : label)
  } catch {
    return new TextDecoder()
  }
}

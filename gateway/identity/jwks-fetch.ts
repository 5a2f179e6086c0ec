import type { FetchImplementation } from 'jose'

/** As much of `fetch` as keys are read with. */
export type Fetch = (
  url: string,
  options: {
    readonly headers: Headers
    readonly method: 'GET'
    readonly redirect: 'manual'
    readonly signal: AbortSignal
  },
) => Promise<Response>

/** Largest key set, bytes: a dozen keys with their certificates are a tenth of it. */
const MOST_BYTES = 262_144

/** A fetch that reads no more than a key set can be. Its time is limited by the signal it is given. */
export function limitedFetch(fetch: Fetch): FetchImplementation {
  return async (url, options) => {
    const response = await fetch(url, options)
    return new Response(await readUpTo(response, MOST_BYTES), { status: response.status })
  }
}

async function readUpTo(response: Response, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  // A body is iterable in Node, whatever the types of the web say.
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > most) throw new RangeError('the key set is too large')
    chunks.push(chunk)
  }
  return Uint8Array.from(Buffer.concat(chunks))
}

import { isIPv6 } from 'node:net'

/** What an address is counted under: itself in IPv4, its first 64 bits in IPv6. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [plain = ''] = address.toLowerCase().split('%')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1]
  if (mapped !== undefined) return mapped
  const [before = '', after] = plain.split('::')
  const head = partsOf(before)
  const tail = partsOf(after ?? '')
  const zeros = after === undefined ? 0 : 8 - head.length - tail.length
  const parts = [...head, ...Array.from({ length: Math.max(zeros, 0) }, () => '0'), ...tail]
  return `${parts
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}

function partsOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(':')
}

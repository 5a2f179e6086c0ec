import { BlockList, isIP } from 'node:net'
import { isLoopback } from '../http/hosts.ts'

/** Tells whether an address may ask: this machine's own, and those that were named, each an address or a range (`10.0.0.0/24`). */
export function allowedAddresses(named: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const one of named) {
    const [address = '', bits] = one.split('/')
    const family = familyOf(address)
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return (address) => {
    // What listens on both families shows an IPv4 address as one of IPv6.
    const bare = address.replace(/^::ffff:(?=\d+\.)/i, '')
    return isLoopback(bare) || list.check(bare, familyOf(bare))
  }
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}

import { isIP } from 'node:net'

/** Whether an address or name is this machine's own, unreachable from any other. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase()
  if (bare === 'localhost' || bare === '::1') return true
  return isIP(bare) === 4 && bare.startsWith('127.')
}

/**
 * Whether a Host header names us. A page elsewhere whose name was pointed at this machine (DNS rebinding) sends its own
 * name, and is refused. Loopback names always pass; `allowed` adds others, without port.
 */
export function isAllowedHost(header: string | undefined, allowed: readonly string[]): boolean {
  const name = hostName(header ?? '')
  if (name === null) return false
  return isLoopback(name) || allowed.some((host) => host.toLowerCase() === name)
}

/** The name without port, in lower case; null when the header has another form. */
function hostName(header: string): string | null {
  const match = /^(\[[\da-f:.]+\]|[^:[\]/@\s]+)(?::\d{1,5})?$/i.exec(header)
  return match?.[1]?.toLowerCase() ?? null
}

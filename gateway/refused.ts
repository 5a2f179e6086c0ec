import { isLoopback } from './http/hosts.ts'

/** Why nothing is served. The message is for the operator. */
export class RefusedToServe extends Error {
  override readonly name = 'RefusedToServe'
}

/** What `--insecure` means, for the operator's eyes at start. */
export const INSECURE_WARNING =
  "INSECURE: nobody is asked who they are, and the schema's scopes are not enforced. Every process on this machine " +
  'can read every customer. For development and the sandbox only; never with real customers.'

/** Throws `RefusedToServe` unless it was said that serving openly is understood, and only this machine can ask. */
export function refuseToServeOpenly({
  insecure,
  host,
}: {
  readonly insecure: boolean
  readonly host: string
}): void {
  if (!insecure) {
    throw new RefusedToServe(
      "expected --insecure: this version carries the schema's scopes but does not enforce them, so it serves only " +
        'when told that this is understood, and then only on this machine',
    )
  }
  if (!isLoopback(host)) {
    throw new RefusedToServe(
      `expected a loopback host (127.0.0.1, ::1 or localhost) with --insecure; found ${JSON.stringify(host)}`,
    )
  }
}

import { isIP } from 'node:net'
import { z } from 'zod'
import { text } from './words.ts'

const key = z.strictObject({
  id: z
    .string()
    .regex(/^[\w.-]{1,64}$/)
    .describe(
      'the name of the key: 1 to 64 letters, digits, dots, hyphens and underscores. It is sent with each call',
    ),
  secret: z
    .string()
    .min(32)
    .describe('the key itself. 32 characters or more, at random')
    .meta({ secret: true }),
})

const addresses = z
  .string()
  .refine(isAddresses, { error: 'expected an IP address or a range of them, like 10.0.0.7 or 10.0.0.0/24' })
  .describe('an IP address or a range of them, like 10.0.0.7 or 10.0.0.0/24')

/** `calls`: how the gateway's calls to subgraphs of other processes are signed. */
export const calls = z
  .strictObject({
    keys: z
      .array(key)
      .default([])
      .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, {
        error: 'expected each key to have an id of its own',
      })
      .describe(
        'the keys. The first one signs, all of them are believed; `subgraph`, `gateway` and `signer` do not start without any',
      ),
    plainHttp: z
      .boolean()
      .default(false)
      .describe(
        'whether calls may leave this machine without TLS. A signature keeps nobody from reading; true only where the network encrypts for itself',
      ),
    signer: z
      .strictObject({
        host: text.default('127.0.0.1').describe('a host name or address to listen on'),
        port: z.int().min(0).max(65_535).default(4_110).describe('a port number, 0 for any free one'),
        from: z
          .array(addresses)
          .default([])
          .describe('addresses that may ask besides those of this machine, like 10.0.0.7 or 10.0.0.0/24'),
      })
      .prefault({})
      .describe('`couture signer`, which signs the calls of a router that cannot'),
  })
  .prefault({})
  .describe('how calls to subgraphs of other processes are signed')

function isAddresses(value: string): boolean {
  const [address = '', bits, ...more] = value.split('/')
  const most = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0
  if (most === 0 || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most)
}

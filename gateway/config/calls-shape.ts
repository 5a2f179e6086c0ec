import { z } from 'zod'

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
    .describe('the key itself, from the environment. 32 characters or more, at random'),
})

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
  })
  .prefault({})
  .describe('how calls to subgraphs of other processes are signed')

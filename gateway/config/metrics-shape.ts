import { z } from 'zod'
import { text } from './words.ts'

/** `metrics`: where Prometheus finds a process's numbers. */
export const metrics = z
  .strictObject({
    host: text
      .default('127.0.0.1')
      .describe('a host name or address to listen on. Not where shoppers can reach it'),
    port: z
      .int()
      .min(0)
      .max(65_000)
      .default(9_464)
      .describe(
        'a port number, 0 for any free one. A subgraph of its own process takes a port above it: 1 above for the first, as its own port is above 4100',
      ),
    operations: z
      .array(z.string().regex(/^[_A-Za-z]\w{0,79}$/))
      .default([])
      .describe(
        'names of operations that are counted by themselves. Those of the examples and of registered documents always are; all others together are `other`',
      ),
  })
  .optional()
  .describe(
    'Prometheus metrics on a port of their own. Without this section nothing is measured and no port is opened',
  )

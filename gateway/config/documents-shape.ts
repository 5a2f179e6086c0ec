import { z } from 'zod'
import { text } from './words.ts'

/** `documents`: which operations clients have registered, and who may send no other. */
export const documents = z
  .strictObject({
    manifests: z
      .array(text)
      .default([])
      .describe(
        "files that clients' build tools write: Apollo's persisted query manifest, or a map of hash and text as Relay, GraphQL Code Generator and Apollo Kotlin make. Followed while they change",
      ),
    mandatory: z
      .array(
        z
          .string()
          .regex(/^(ANONYMOUS|SHOPPER|STAFF|PARTNER|[a-z][a-z0-9-]*(\/\S+)?)$/)
          .describe('ANONYMOUS, SHOPPER, STAFF or PARTNER, or an issuer or a subject like partners/acme'),
      )
      .default([])
      .describe(
        "who may send registered documents only: kinds of viewers (ANONYMOUS, SHOPPER, STAFF, PARTNER), an issuer's name like `partners`, or one subject like `partners/acme`. Told by the token, not by a header",
      ),
    logOnly: z
      .boolean()
      .default(false)
      .describe(
        'whether what `mandatory` would refuse is served and logged instead (`document.would-refuse`). To roll out',
      ),
    automatic: z
      .strictObject({
        enabled: z
          .boolean()
          .default(true)
          .describe('whether a text that was sent once with its hash may be asked for by its hash'),
        ttlSeconds: z
          .int()
          .min(60)
          .max(2_592_000)
          .default(86_400)
          .meta({ unit: 'seconds', description: 'how long such a text is kept after it was sent' }),
        maxEntries: z
          .int()
          .min(1)
          .max(100_000)
          .default(1_000)
          .meta({ unit: 'texts', description: 'most texts kept in memory. Redis has a limit of its own' }),
      })
      .prefault({})
      .describe('automatic persisted queries, for everybody who is not in `mandatory`'),
  })
  .refine(({ manifests, mandatory }) => mandatory.length === 0 || manifests.length > 0, {
    error: 'expected manifests, since somebody is in mandatory and could ask nothing without one',
  })
  .prefault({})
  .describe('operations that clients have registered')

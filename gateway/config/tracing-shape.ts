import { z } from 'zod'
import { text } from './words.ts'

/** `tracing`: where traces are sent. */
export const tracing = z
  .strictObject({
    url: z
      .url({ protocol: /^https?$/ })
      .describe(
        "the collector's whole URL for traces, http://127.0.0.1:4318/v1/traces. OTLP over HTTP, in JSON",
      )
      .meta({ secret: 'url' }),
    headers: z
      .record(text, text.meta({ secret: true }))
      .default({})
      .describe("headers that go with them. For the collector's token, for example"),
    sampleRatio: z.number().min(0).max(1).default(1).meta({
      unit: 'share',
      description: 'how many of the requests are traced, 1 for all. The gateway decides for its subgraphs',
    }),
    service: text.default('couture').describe('`service.name` of the traces'),
    trustIncoming: z
      .boolean()
      .default(false)
      .describe(
        "whether a client's `traceparent` is gone on with. It then decides what is traced; only behind a proxy of your own",
      ),
  })
  .optional()
  .describe('OpenTelemetry traces. Without this section nothing is traced and nothing leaves the machine')

import { z } from 'zod'
import { proxy } from './words.ts'

const origin = z
  .string()
  .refine(isOrigin, { error: 'expected an origin like https://shop.example, without a path' })
  .describe('an origin like https://shop.example')

/** `server`, but for where it listens: who may ask from a browser, and what a connection may cost. */
export const connections = {
  trustedProxies: z
    .array(proxy)
    .default([])
    .describe(
      'addresses and networks (10.0.0.0/8) of proxies whose `X-Forwarded-For` says who asks. Without one nobody is believed',
    ),
  cors: z
    .strictObject({
      origins: z
        .array(origin)
        .default([])
        .describe(
          'the web pages that may ask from a browser, by origin, exactly: `https://shop.example`. Those of this server may always; no cookie is ever taken',
        ),
    })
    .prefault({})
    .describe('web pages of other origins'),
  behindTls: z
    .boolean()
    .default(false)
    .describe(
      'whether every client comes by https, which ends before this process. Browsers are then told to come by nothing else (`Strict-Transport-Security`)',
    ),
  maxConnections: z.int().min(1).max(100_000).default(5_000).meta({
    unit: 'connections',
    description: 'most connections at a time; more are closed at once. Below the limit of open files',
  }),
  live: z
    .strictObject({
      streams: z.int().min(0).max(100_000).default(1_000).meta({
        unit: 'streams',
        description: 'most live answers (`POST /graphql/stream`) at a time, of this process; 0 for none',
      }),
      perClient: z.int().min(1).max(100_000).default(50).meta({
        unit: 'streams',
        description:
          'most of one client: the subject of a token, without one an address (in IPv6 a network of 64 bits)',
      }),
      refreshSeconds: z.int().min(1).max(3_600).default(60).meta({
        unit: 'seconds',
        description:
          'after so long a live answer is made anew though nobody told of a change: what systems change by themselves is seen then',
      }),
    })
    .prefault({})
    .describe('live answers, which stay open and are sent anew when what they are about was changed'),
  timeouts: z
    .strictObject({
      headersMs: z.int().min(100).max(120_000).default(10_000).meta({
        unit: 'milliseconds',
        description: 'time for the headers of a request to arrive',
      }),
      requestMs: z.int().min(100).max(300_000).default(15_000).meta({
        unit: 'milliseconds',
        description: 'time for a whole request to arrive',
      }),
      idleMs: z.int().min(100).max(600_000).default(125_000).meta({
        unit: 'milliseconds',
        description:
          'time after which a connection that neither sends nor takes anything is closed. More than `limits.requestBudgetMs`',
      }),
    })
    .prefault({})
    .describe('how long a client may take'),
}

function isOrigin(value: string): boolean {
  return URL.canParse(value) && /^https?:\/\/[^*]+$/.test(value) && new URL(value).origin === value
}

import Fastify from 'fastify'
import { listen, stopApp } from '../http/app.ts'
import { addHealth, type HealthOptions } from '../http/health.ts'
import type { Metrics } from './metrics.ts'

export interface MetricsServerOptions {
  readonly host: string
  /** 0 for any free one. */
  readonly port: number
  readonly metrics: Pick<Metrics, 'text' | 'contentType'>
  readonly health: HealthOptions
}

/** A scrape is a line and a few headers. */
const BODY_BYTES = 1_024
const REQUEST_MS = 5_000

/**
 * Serves `/metrics` in Prometheus' text format, and `/live` and `/ready` as the graph's port does, to whoever can open a
 * connection. Throws `RefusedToServe` when the port is taken.
 */
export async function startMetricsServer({
  host,
  port,
  metrics,
  health,
}: MetricsServerOptions): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_BYTES,
    requestTimeout: REQUEST_MS,
    forceCloseConnections: 'idle',
    http: { headersTimeout: REQUEST_MS, connectionsCheckingInterval: 1_000 },
  })
  addHealth(app, health)
  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()))
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).type('text/plain').send('/metrics, /live, /ready\n'),
  )
  try {
    const url = await listen(app, { host, port }, 'metrics.port')
    return { url, stop: () => stopApp(app, REQUEST_MS) }
  } catch (error) {
    await app.close()
    throw error
  }
}

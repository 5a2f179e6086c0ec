import type { FastifyInstance } from 'fastify'

/** Whether the graph may get requests now, and what speaks against it: names of checks, no details. */
export interface Readiness {
  readonly ready: boolean
  readonly checks: Readonly<Record<string, boolean>>
}

export interface HealthOptions {
  readiness(): Promise<Readiness>
  isStopping(): boolean
}

/** `/live` says that the process runs; `/ready` that it should get requests, 503 while it should not. */
export function addHealth(app: FastifyInstance, { readiness, isStopping }: HealthOptions): void {
  app.get('/live', async () => ({ status: 'live' }))
  app.get('/ready', async (_request, reply) => {
    const { ready, checks } = isStopping() ? { ready: false, checks: { running: false } } : await readiness()
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', checks })
  })
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import type { Actor } from '../parts.ts'

/** An example operation, as the explorer opens it in a tab. */
export interface ExampleOperation {
  readonly name: string
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

export interface ExplorerOptions {
  /** The folder that `vite build explorer` wrote. */
  readonly folder: string
  readonly operations: readonly ExampleOperation[]
  /** Whom its visitors may act as, asked at each visit; absent where nobody's tokens are to be given away. */
  readonly people?: () => readonly Actor[]
}

/**
 * Everything comes from here and nothing from elsewhere. The editor writes its own style elements and starts its workers
 * from files of ours; scripts in the page itself are not run.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * Serves the explorer at `/`, its example operations at `/operations.json` and the sandbox's people at `/people.json`. No page
 * when it was not built.
 */
export async function addExplorer(
  app: FastifyInstance,
  { folder, operations, people }: ExplorerOptions,
): Promise<boolean> {
  app.get('/operations.json', async () => operations)
  if (people)
    app.get('/people.json', async (_request, reply) =>
      reply.header('cache-control', 'no-store').send(people()),
    )
  if (!existsSync(join(folder, 'index.html'))) return false
  await app.register(fastifyStatic, {
    root: folder,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const isHashed = path.includes('/assets/')
      reply.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      reply.setHeader('content-security-policy', POLICY)
    },
  })
  return true
}

import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { freePort } from '../sandbox/free-port.ts'
import { startMariaDb } from './mariadb.ts'
import { startPostgres } from './postgres.ts'
import { startRedis } from './redis.ts'

/** The servers that the test files of one run share, and what a file needs to know of each. */
export interface SharedServices {
  readonly postgres: { readonly port: number; readonly user: string }
  readonly mariadb: { readonly port: number; readonly user: string }
  readonly redis: { readonly port: number }
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test file asks for a shared server, see `shared.ts`. */
    readonly services: string
  }
}

interface Started {
  readonly port: number
  readonly user?: string
  stop(): Promise<void>
}

/**
 * Starts a server when the first test file of the run asks for it, and stops all when the run is over. It runs in
 * vitest's own process, which outlives every test file.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'couture-services-'))
  const started = new Map<string, Promise<Started>>()
  const start: Readonly<Record<keyof SharedServices, () => Promise<Started>>> = {
    postgres: () => startPostgres(folder),
    mariadb: () => startMariaDb(folder),
    redis: () => startRedis(folder),
  }
  const answer = async (name: string, response: ServerResponse) => {
    const make = start[name as keyof SharedServices]
    const service = started.get(name) ?? make()
    started.set(name, service)
    const { port, user } = await service
    response.end(JSON.stringify({ port, user }))
  }
  const desk = createServer((request, response) => {
    answer(request.url?.slice(1) ?? '', response).catch((error: unknown) => {
      response.writeHead(500).end(error instanceof Error ? error.stack : 'unknown failure')
    })
  })
  const port = await freePort()
  desk.listen(port, '127.0.0.1')
  await once(desk, 'listening')
  project.provide('services', `http://127.0.0.1:${port}`)
  return async () => {
    desk.close()
    for (const service of await Promise.allSettled(started.values())) {
      if (service.status === 'fulfilled') await service.value.stop()
    }
    await rm(folder, { recursive: true, force: true })
  }
}

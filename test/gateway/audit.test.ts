import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import { serverAudits } from 'graphql-http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { freePort, start } from './harness.ts'

/**
 * What Apollo Server answers otherwise than GraphQL over HTTP says it should, each with its reason; what is not here must be met.
 */
const NOT_MET: Readonly<Record<string, string>> = {
  '572B':
    'a document that does not parse is answered with 400 whatever is accepted: proxies and browsers see that it failed',
  FDE2: 'a document that does not fit the schema is answered with 400 whatever is accepted, for the same reason',
  '7B9B':
    'a variable that does not fit its type is answered with 400 whatever is accepted, for the same reason',
}

interface Audit {
  readonly id: string
  readonly name: string
  readonly passes: boolean
}

/** Every audit of a server, as a browser that is allowed to would ask. */
async function auditOf(url: string): Promise<readonly Audit[]> {
  const fetchFn: typeof fetch = (input, init) =>
    fetch(input, { ...init, headers: { 'apollo-require-preflight': '1', ...init?.headers } })
  const audits = serverAudits({ url, fetchFn })
  const results: Audit[] = []
  for (const audit of audits) {
    const { status } = await audit.fn()
    results.push({ id: audit.id, name: audit.name, passes: status === 'ok' })
  }
  return results
}

describe('GraphQL over HTTP, audited', () => {
  it('has all that must, should and may be, but for what Apollo Server has not either', async () => {
    const { gateway } = await start()
    const server = new ApolloServer({ typeDefs: 'type Query { me: String }' })
    const { url } = await startStandaloneServer(server, {
      listen: { host: '127.0.0.1', port: await freePort() },
    })
    onTestFinished(() => server.stop())
    const [ours, plain] = [await auditOf(`${gateway.url}/graphql`), await auditOf(url)]
    expect(ours.length).toBeGreaterThan(60)
    const missed = ours.filter(({ passes }) => !passes)
    expect(missed.filter(({ name }) => name.startsWith('MUST'))).toEqual([])
    expect(missed.map(({ id }) => id).toSorted()).toEqual(Object.keys(NOT_MET).toSorted())
    const missedByApollo = plain.filter(({ passes }) => !passes).map(({ id }) => id)
    expect(missedByApollo).toEqual(expect.arrayContaining(Object.keys(NOT_MET)))
  })
})

import { z } from 'zod'
import { ApiError, errorReply, type Reply } from './api-error.ts'
import { type Ask, answer, type Instance } from './resources.ts'

const request = z.object({
  compositeRequest: z
    .array(
      z.object({
        method: z.string(),
        url: z.string(),
        referenceId: z.string().regex(/^[A-Za-z]\w*$/),
        body: z.unknown().optional(),
      }),
    )
    .min(1),
})
const batch = z.object({
  batchRequests: z.array(z.object({ method: z.string(), url: z.string() })).min(1),
})

const MAX_PARTS = 25
/** Queries and collections among the parts. */
const MAX_QUERIES = 5

/** `composite`: parts one after another, later ones may point at answers of earlier ones with `@{id.path}`. */
export function answerComposite(ask: Ask, instance: Instance): Reply {
  const { compositeRequest: parts } = read(request, ask.body)
  refuseTooMany(parts.length, MAX_PARTS, 'subrequests')
  refuseTooMany(
    parts.filter(({ url }) => isQuery(url)).length,
    MAX_QUERIES,
    'query or collection subrequests',
  )
  const ids = parts.map(({ referenceId }) => referenceId)
  const twice = ids.find((id, i) => ids.indexOf(id) !== i)
  if (twice) throw new ApiError(400, 'INVALID_INPUT', `duplicate referenceId: ${twice}`)
  const answers = new Map<string, unknown>()
  const compositeResponse = parts.map(({ method, url, body, referenceId }) => {
    const reply = guarded(() => {
      const text = fill(JSON.stringify({ url, body: body ?? null }), answers)
      const part: { readonly url: string; readonly body: unknown } = JSON.parse(text)
      return answer(
        { ...ask, ...place(part.url, ask.version), method, body: part.body, unmodifiedSince: null },
        instance,
      )
    })
    answers.set(referenceId, reply.status < 300 ? reply.body : undefined)
    return { body: reply.body, httpHeaders: {}, httpStatusCode: reply.status, referenceId }
  })
  return { status: 200, body: { compositeResponse } }
}

/** `composite/batch`: independent parts; each counts as a call of its own. */
export function answerBatch(ask: Ask, instance: Instance): Reply {
  const { batchRequests: parts } = read(batch, ask.body)
  refuseTooMany(parts.length, MAX_PARTS, 'subrequests')
  instance.quota.count(parts.length - 1)
  const results = parts.map(({ method, url }) => {
    const reply = guarded(() =>
      answer(
        {
          ...ask,
          ...place(`/services/data/${url.replace(/^\//, '')}`, ask.version),
          method,
          body: null,
          unmodifiedSince: null,
        },
        instance,
      ),
    )
    return { statusCode: reply.status, result: reply.body }
  })
  return { status: 200, body: { hasErrors: results.some(({ statusCode }) => statusCode >= 400), results } }
}

function read<T>(shape: z.ZodType<T>, body: unknown): T {
  const parsed = shape.safeParse(body)
  if (parsed.success) return parsed.data
  const where = parsed.error.issues[0]?.path.join('.') ?? ''
  throw new ApiError(400, 'JSON_PARSER_ERROR', `unexpected request body at ${where}`)
}

function refuseTooMany(found: number, most: number, what: string): void {
  if (found > most) {
    throw new ApiError(400, 'LIMIT_EXCEEDED', `at most ${most} ${what} are allowed, found ${found}`)
  }
}

function isQuery(url: string): boolean {
  return /^\/services\/data\/v[\d.]+\/(query|queryAll|composite\/sobjects)\b/.test(url)
}

function guarded(work: () => Reply): Reply {
  try {
    return work()
  } catch (error) {
    if (error instanceof ApiError) return errorReply(error)
    throw error
  }
}

function place(url: string, version: string): Pick<Ask, 'path' | 'query'> {
  const match = /^\/services\/data\/(v\d+\.0)\/([^?]*)(?:\?(.*))?$/s.exec(url)
  if (!match || match[1] !== version) {
    throw new ApiError(400, 'INVALID_INPUT', 'a subrequest must name a resource of the same version')
  }
  const path = (match[2] ?? '').split('/').filter(Boolean).map(decodeURIComponent)
  if (path[0] === 'composite' && path[1] !== 'sobjects') {
    throw new ApiError(400, 'INVALID_INPUT', 'a composite cannot hold another one')
  }
  return { path, query: new URLSearchParams(match[3] ?? '') }
}

/** Puts the values that references point at into a part, which is given as JSON text. */
function fill(part: string, answers: ReadonlyMap<string, unknown>): string {
  return part.replace(/@\{(\w+)([^}]*)\}/g, (whole, id: string, path: string) => {
    const keys = path.split(/[.[\]]+/).filter(Boolean)
    const value = keys.reduce<unknown>((at, key) => propertyOf(at, key), answers.get(id))
    if (typeof value !== 'string' && typeof value !== 'number') {
      throw new ApiError(400, 'PROCESSING_HALTED', `Invalid reference specified. No value for ${whole} found`)
    }
    return JSON.stringify(String(value)).slice(1, -1)
  })
}

function propertyOf(thing: unknown, key: string): unknown {
  return typeof thing === 'object' && thing !== null ? Reflect.get(thing, key) : undefined
}

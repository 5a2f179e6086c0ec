import type { z } from 'zod'
import { SourceError } from '../error.ts'
import type { Answer } from './caller.ts'

/** The parsed JSON body of an answer; BAD_RESPONSE when it is something else (outage pages often are HTML). */
export function readJson(source: string, answer: Answer): unknown {
  const type = String(answer.headers['content-type'] ?? '')
  if (!/\bjson\b/.test(type)) {
    throw new SourceError(
      source,
      'BAD_RESPONSE',
      `expected JSON, found ${mediaType(type)} (HTTP ${answer.status})`,
    )
  }
  try {
    return JSON.parse(answer.body)
  } catch (cause) {
    throw new SourceError(source, 'BAD_RESPONSE', 'the JSON is cut off or malformed', { cause })
  }
}

/** A vendor's shape, parsed: what does not fit is BAD_RESPONSE with the zod error as cause. */
export function parseShape<T>(source: string, shape: z.ZodType<T>, body: unknown): T {
  const parsed = shape.safeParse(body)
  if (parsed.success) return parsed.data
  const where = parsed.error.issues[0]?.path.join('.') || 'the top'
  throw new SourceError(source, 'BAD_RESPONSE', `unexpected shape at ${where}`, { cause: parsed.error })
}

function mediaType(contentType: string): string {
  return /^[\w.+-]+\/[\w.+-]+/.exec(contentType)?.[0] ?? 'no media type'
}

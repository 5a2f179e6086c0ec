import { type Answer, plain } from './answer.ts'
import { type BatchPart, parseMultipart, writeMultipart } from './multipart.ts'
import { type Ask, askOf, type Place } from './protocol.ts'
import { notFound, Refusal } from './refusal.ts'

/** The protocol of a service: how one operation is answered, and how a refusal looks. */
export interface Protocol {
  readonly version: 'V2' | 'V4'
  answer(ask: Ask, place: Place): Answer
  refuse(refusal: Refusal, headers: Headers, place: Place): Answer
}

/**
 * Answers a multipart `$batch`: every part on its own, in order, 202 for the whole (200 in V4). A changeset is refused as one
 * part, as a write would be. Throws a Refusal when the body is no batch or has too many parts.
 */
export function multipartBatch(body: string, contentType: string, place: Place, protocol: Protocol): Answer {
  const parts = parseMultipart(body, contentType)
  refuseTooMany(parts.length, place)
  const boundary = `${place.secret().slice(0, 32).toUpperCase()}0`
  const answers = parts.map((part) => answerPart(part, place, protocol))
  const status = protocol.version === 'V2' ? 202 : 200
  return plain(status, `multipart/mixed; boundary=${boundary}`, writeMultipart(answers, boundary))
}

/** Answers one operation of any batch. */
export function answerPart(part: BatchPart, place: Place, protocol: Protocol): Answer {
  const ask = askOf(part, place)
  if (!ask) return protocol.refuse(notFound(part.url), part.headers, place)
  return protocol.answer(ask, place)
}

/** Throws the 400 of a batch with more operations than the server takes. */
export function refuseTooMany(count: number, { maxBatchParts }: Place): void {
  if (count <= maxBatchParts) return
  const message = `The batch request has ${count} operations; at most ${maxBatchParts} are accepted.`
  throw new Refusal(400, '/IWBEP/CM_MGW_RT/023', message)
}

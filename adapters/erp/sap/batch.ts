/** What one part of a `$batch` answered: its own status, headers (lower case) and body. */
export interface BatchPart {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Cannot occur in a part: parts hold encoded URLs and fixed headers alone. */
const BOUNDARY = 'batch_couture'

/** The content type of a body that `batchBody` made. */
export const BATCH_CONTENT_TYPE = `multipart/mixed; boundary=${BOUNDARY}`

/** A read-only OData V2 batch: each path, relative to the service's root, as a GET for JSON in its own part. */
export function batchBody(paths: readonly string[]): string {
  const parts = paths.map(
    (path) =>
      `--${BOUNDARY}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n` +
      `GET ${path} HTTP/1.1\r\nAccept: application/json\r\n\r\n\r\n`,
  )
  return `${parts.join('')}--${BOUNDARY}--\r\n`
}

/**
 * The parts of a batch's answer, in the order they were asked. Parts that are cut off or no HTTP answer are left out at
 * the end, so that a short list says that something is missing. Null when the answer is no multipart.
 */
export function readBatch(contentType: string, body: string): readonly BatchPart[] | null {
  const boundary = /^multipart\/mixed\b.*\bboundary="?([^";]+)"?/i.exec(contentType)?.[1]
  if (!boundary) return null
  const pieces = body.split(new RegExp(`(?:^|\\r?\\n)--${escapeRegExp(boundary)}`)).slice(1)
  const parts: BatchPart[] = []
  // The piece after the last boundary starts with `--`; one that has no boundary after it was cut off.
  for (const piece of pieces.slice(0, -1)) {
    const part = readPart(piece)
    if (part === null) break
    parts.push(part)
  }
  return parts
}

function readPart(piece: string): BatchPart | null {
  const http = afterBlankLine(piece)
  const status = /^\s*HTTP\/\d\.\d (\d{3})/.exec(http)?.[1]
  if (status === undefined) return null
  const head = http.trimStart().split(/\r?\n\r?\n/, 1)[0] ?? ''
  const headers = head
    .split(/\r?\n/)
    .slice(1)
    .map((line) => /^([^:]+):\s*(.*)$/.exec(line))
    .flatMap((match) => (match?.[1] ? [[match[1].toLowerCase(), match[2] ?? ''] as const] : []))
  return {
    status: Number(status),
    headers: Object.fromEntries(headers),
    body: afterBlankLine(http.trimStart()).trim(),
  }
}

function afterBlankLine(text: string): string {
  const blank = /\r?\n\r?\n/.exec(text)
  return blank ? text.slice(blank.index + blank[0].length) : ''
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

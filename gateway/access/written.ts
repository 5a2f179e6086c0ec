import { isSourceError, type SourceError } from '../../adapters/error.ts'
import type { Viewer } from '../../subgraphs/shared/access/viewer.ts'
import type { GatewayContext } from '../request.ts'
import type { AccessLog } from './log.ts'

/** What of a request is written of it. */
export type Shown = Pick<GatewayContext, 'access' | 'request'> & { readonly viewer: Viewer }

/**
 * Writes what a request has been shown since the last time. Null when that is nothing, which is what most requests cost;
 * else why it could not be written, or null when it is on disk.
 */
export function writing(
  log: AccessLog | undefined,
  { access, request, viewer }: Shown,
): Promise<SourceError | null> | null {
  const delivered = log ? access.notes.take() : []
  if (!log || delivered.length === 0) return null
  const { id: requestId, deadline } = request
  return log.write(delivered, { ...access.told(), viewer, requestId, deadline }).then(
    () => null,
    (error: unknown) => {
      if (isSourceError(error)) return error
      throw error
    },
  )
}

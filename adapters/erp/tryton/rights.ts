import { z } from 'zod'
import { parseShape } from '../../call/json.ts'
import type { Connection } from './connection.ts'
import { resultOf } from './refusal.ts'

/** What a user must be allowed to do with a model. */
export type Right =
  | { readonly kind: 'ACCESS'; readonly to: 'create' | 'write' | 'delete' }
  | { readonly kind: 'BUTTON'; readonly to: string }

const modelAccess = z.record(z.string(), z.record(z.string(), z.unknown()))
const buttonGroups = z.array(z.object({ groups: z.array(z.number()) }))

const ACCESS = 'model.ir.model.access.get_access'
const BUTTONS = 'model.ir.model.button.search_read'

/**
 * Whether the signed-in user has a right. Tryton words a missing one as any other refusal, in the user's language, so the rights themselves
 * are asked for: what the model allows, and for a button whether the user is in one of its groups. Throws a `SourceError`.
 */
export async function hasRight(
  { source, connection }: { readonly source: string; readonly connection: Connection },
  model: string,
  right: Right,
): Promise<boolean> {
  const read = async (method: string, params: readonly unknown[]) =>
    resultOf(source, 'ir.model', await connection.send({ method, route: 'ir.model', params, safe: true }))
  const access = parseShape(source, modelAccess, await read(ACCESS, [[model]]))
  if (!access[model]?.[right.kind === 'ACCESS' ? right.to : 'write']) return false
  if (right.kind === 'ACCESS') return true
  const domain = [
    ['model.model', '=', model],
    ['name', '=', right.to],
  ]
  const rows = await read(BUTTONS, [domain, 0, 1, null, ['groups']])
  const wanted = parseShape(source, buttonGroups, rows)[0]?.groups ?? []
  const groups = await connection.groups()
  return groups === null || wanted.length === 0 || wanted.some((group) => groups.includes(group))
}

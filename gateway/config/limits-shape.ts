import { z } from 'zod'
import type { ViewerKind } from '../../subgraphs/shared/access/viewer.ts'
import { type ClientLimits, DEFAULT_CLIENTS } from '../limits/client-limits.ts'
import { DEFAULT_LIMITS, DEFAULT_MAX_RESPONSE_BYTES, type OperationLimits } from '../limits/limits.ts'

/** A whole number with its default. */
const upTo = (
  { from = 1, most, fallback }: { readonly from?: number; readonly most: number; readonly fallback: number },
  unit: string,
  description: string,
) => z.int().min(from).max(most).default(fallback).meta({ unit, description })

const limit = (
  key: keyof OperationLimits,
  range: { readonly from?: number; readonly most: number },
  unit: string,
  description: string,
) => upTo({ ...range, fallback: DEFAULT_LIMITS[key] }, unit, description)

const operationLimits = {
  maxDepth: limit('maxDepth', { most: 100 }, 'levels', 'deepest nesting of fields in an operation'),
  maxTokens: limit('maxTokens', { from: 100, most: 100_000 }, 'tokens', 'most lexical tokens in a document'),
  maxAliases: limit(
    'maxAliases',
    { from: 0, most: 10_000 },
    'aliases',
    'most aliases in an operation, fragments put in place',
  ),
  maxRootFields: limit(
    'maxRootFields',
    { most: 10_000 },
    'fields',
    'most fields of `Query` or `Mutation` in an operation',
  ),
  maxDirectives: limit(
    'maxDirectives',
    { from: 0, most: 10_000 },
    'directives',
    'most directives in an operation, fragments put in place',
  ),
  maxDirectivesAtOnce: limit(
    'maxDirectivesAtOnce',
    { from: 0, most: 1_000 },
    'directives',
    'most directives in one place',
  ),
  maxSelections: limit(
    'maxSelections',
    { most: 1_000_000 },
    'selections',
    'most fields and fragments in an operation, fragments put in place',
  ),
  maxOperations: limit('maxOperations', { most: 1_000 }, 'operations', 'most operations in a document'),
  maxFragments: limit('maxFragments', { from: 0, most: 1_000 }, 'fragments', 'most fragments in a document'),
  maxPageSize: limit(
    'maxPageSize',
    { most: 10_000 },
    'entries',
    'most entries a page may be asked for (`first`)',
  ),
  maxListItems: limit(
    'maxListItems',
    { most: 100_000 },
    'items',
    'most items of one list in arguments and variables',
  ),
  maxVariableDepth: limit(
    'maxVariableDepth',
    { most: 100 },
    'levels',
    'deepest nesting of lists and objects in variables',
  ),
  maxVariableValues: limit(
    'maxVariableValues',
    { most: 1_000_000 },
    'values',
    'most values in variables, lists and objects included',
  ),
  maxVariableCharacters: limit(
    'maxVariableCharacters',
    { most: 1_000_000 },
    'characters',
    'longest text in variables',
  ),
  maxErrorsShown: limit(
    'maxErrorsShown',
    { most: 1_000 },
    'errors',
    'most errors shown of an operation that is wrong; the rest is counted',
  ),
  maxCost: limit(
    'maxCost',
    { most: 100_000_000 },
    'points',
    'most that one operation may cost, by `@cost` and `@listSize`',
  ),
} satisfies Record<keyof OperationLimits, z.ZodType>

const WHO: Readonly<Record<ViewerKind, string>> = {
  ANONYMOUS: 'everybody without a token, by address (in IPv6 by network of 64 bits)',
  SHOPPER: 'each shopper',
  STAFF: 'each member of the staff',
  PARTNER: "each partner's client",
}

const client = (kind: ViewerKind) => {
  const defaults: ClientLimits = DEFAULT_CLIENTS[kind]
  const most = 1_000_000_000
  return z
    .strictObject({
      requestsPerSecond: upTo(
        { most, fallback: defaults.requestsPerSecond },
        'requests',
        'how many a second, in the long run',
      ),
      requestBurst: upTo(
        { most, fallback: defaults.requestBurst },
        'requests',
        'how many at once, after a pause',
      ),
      costPerSecond: upTo(
        { most, fallback: defaults.costPerSecond },
        'points',
        'cost a second, in the long run',
      ),
      costBudget: upTo({ most, fallback: defaults.costBudget }, 'points', 'cost at once, after a pause'),
    })
    .prefault({})
    .describe(WHO[kind])
}

/** `limits`: what one request may be and cost, and what one client may ask. */
export const limits = z
  .strictObject({
    requestBudgetMs: upTo(
      { from: 100, most: 120_000, fallback: 5_000 },
      'milliseconds',
      'longest time for one request. The deadline of every call is cut from it',
    ),
    ...operationLimits,
    maxBodyBytes: upTo({ from: 1_024, most: 16_777_216, fallback: 262_144 }, 'bytes', 'largest request body'),
    maxResponseBytes: upTo(
      { from: 1_024, most: 268_435_456, fallback: DEFAULT_MAX_RESPONSE_BYTES },
      'bytes',
      'largest answer. A larger one is refused instead of sent',
    ),
    stopGraceMs: upTo(
      { from: 0, most: 120_000, fallback: 10_000 },
      'milliseconds',
      'time that requests under way get to end when the process stops',
    ),
    clients: z
      .strictObject({
        ANONYMOUS: client('ANONYMOUS'),
        SHOPPER: client('SHOPPER'),
        STAFF: client('STAFF'),
        PARTNER: client('PARTNER'),
      } satisfies Record<ViewerKind, z.ZodType>)
      .prefault({})
      .describe(
        'what one client may ask, by kind of viewer. Counted in the cache, for all processes that share it',
      ),
  })
  .prefault({})
  .describe('what one request may be and cost, and what one client may ask')

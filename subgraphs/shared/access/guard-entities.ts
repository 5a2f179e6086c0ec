import type { GraphQLFieldResolver, GraphQLResolveInfo, GraphQLSchema } from 'graphql'
import type { Context } from '../../context.ts'
import { forbidden } from '../../graphql-error.ts'
import { admit, admitKey, type Gate, refusal } from './guard.ts'
import { standingOf } from './known-viewer.ts'
import { andThen, type Later } from './later.ts'

/** A key of an entity, as a gateway sends it. */
type Representation = Readonly<Record<string, unknown>>
type Resolver = GraphQLFieldResolver<
  unknown,
  Context,
  { readonly representations: readonly Representation[] }
>

/** Checks every entity by its type's rule. One that is refused is an error in its place; the others are answered. */
export function guardEntities(schema: GraphQLSchema, gateOf: (type: string) => Gate | null): void {
  const field = schema.getQueryType()?.getFields()['_entities']
  if (!field?.resolve) return
  const resolve = field.resolve as Resolver
  const guarded: Resolver = (source, { representations }, context, info) =>
    representations.map((representation, key) => {
      const load = () => {
        const [entity] = resolve(
          source,
          { representations: [representation] },
          context,
          info,
        ) as Later<unknown>[]
        return entity
      }
      const gate = gateOf(String(representation['__typename']))
      if (!gate) return load()
      const path = { prev: info.path, key, typename: undefined }
      try {
        return checked(context, gate, { representation, path, load })
      } catch (error) {
        // GraphQL takes an error among a list's values for that value's failure.
        return error
      }
    })
  field.resolve = guarded as GraphQLFieldResolver<unknown, Context>
}

interface Entity {
  readonly representation: Representation
  readonly path: GraphQLResolveInfo['path']
  load(): Later<unknown>
}

function checked(context: Context, gate: Gate, { representation, path, load }: Entity): Later<unknown> {
  const standing = standingOf(context, gate.rule)
  if (standing.of === 'NOBODY') throw forbidden(gate.rule)
  const mayKnow = standing.of === 'ANYBODY'
  const loaded = () =>
    andThen(load(), (model) => {
      if ((model ?? null) === null) {
        if (mayKnow) return null
        throw refusal(context, gate.rule, null)
      }
      return andThen(admit(context, gate, { model, path }), () => model)
    })
  return mayKnow ? loaded() : andThen(admitKey(context, gate, representation), loaded)
}

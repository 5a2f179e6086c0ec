import type { Category } from '../../adapters/ports/catalog.ts'
import { isFound, type Read } from '../../adapters/read.ts'
import type { Context } from '../context.ts'
import { toGraphQLError } from '../graphql-error.ts'
import { foundOrThrow } from '../loader.ts'
import { content, contentIn } from './content.ts'
import type { CategoryModel } from './models.ts'

/** A shelf's facts in the request's languages; null when the catalogue has no such shelf. */
export async function category(context: Context, code: string): Promise<Category | null> {
  return foundOrThrow(await content(context).categories.load(code))?.value ?? null
}

/** A shelf by its URL word; null when there is none. */
export async function categoryByHandle(context: Context, handle: string): Promise<CategoryModel | null> {
  return foundOrThrow(await content(context).categoriesByHandle.load(handle))?.value ?? null
}

/** A shelf's name in the first of the locales that has one. */
export async function categoryName(
  context: Context,
  code: string,
  locales: readonly string[],
): Promise<string | null> {
  const { categories } = contentIn(context, locales, context.channel)
  return foundOrThrow(await categories.load(code))?.value.name?.text ?? null
}

/** Those of the codes that are shelves of the shop. Throws when one of them cannot be read. */
export async function shelves(context: Context, codes: readonly string[]): Promise<readonly CategoryModel[]> {
  const reads = await Promise.all(codes.map((code) => content(context).categories.load(code)))
  return reads.flatMap((read: Read<Category> | undefined) => {
    if (read && !isFound(read)) throw toGraphQLError(read)
    return read ? [{ code: read.value.code }] : []
  })
}

import type { InitializeHook, ResolveHook } from 'node:module'

interface Replacing {
  /** The modules that are replaced. */
  readonly urls: readonly string[]
  /** The one that is loaded instead of each. */
  readonly by: string
}

let replacing: Replacing = { urls: [], by: '' }

/** A hook of Node's module loader: told once what is to be replaced. */
export const initialize: InitializeHook<Replacing> = (data) => {
  replacing = data
}

/** A hook of Node's module loader: answers where a module is. */
export const resolve: ResolveHook = async (specifier, context, next) => {
  const resolved = await next(specifier, context)
  return replacing.urls.includes(resolved.url) ? { ...resolved, url: replacing.by } : resolved
}

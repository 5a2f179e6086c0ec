/** A value that is there, or will be: what is there is not waited for. */
export type Later<T> = T | Promise<T>

/** Whether a value is still to come. */
export function isLater<T>(value: Later<T>): value is Promise<T> {
  return typeof (value as { readonly then?: unknown } | null | undefined)?.then === 'function'
}

/** What comes of a value: at once where it is there. */
export function andThen<T, U>(value: Later<T>, next: (value: T) => Later<U>): Later<U> {
  return isLater(value) ? value.then(next) : next(value)
}

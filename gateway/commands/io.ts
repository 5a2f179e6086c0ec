/** Where a command speaks. Data goes out, everything for people goes to `tell`. */
export interface Io {
  out(text: string): void
  tell(text: string): void
}

/** A command that could not do what it was asked, in words for the operator. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
}

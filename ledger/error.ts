/** Why the ledger itself could not do what it was asked; a refused steward's decision is an `IdentityError`. */
export type LedgerErrorCode =
  /** The file or server is no ledger, or not for us. */
  | 'CANNOT_OPEN'
  /** The server does not answer now; it is asked again with the next statement. */
  | 'UNAVAILABLE'
  /** A newer Couture has migrated this ledger. */
  | 'NEWER'
  /** The ids in it were minted under another key. */
  | 'OTHER_KEY'
  /** Another process held the write lock for longer than the busy timeout. */
  | 'BUSY'
  | 'CLOSED'
  /** The file to write a backup to is already there. */
  | 'EXISTS'
  /** What is written is not the next version of what is there. */
  | 'STALE'
  /** The log of access to personal data is not what was written. */
  | 'TAMPERED'
  /** The database refused a statement; `cause` says why. */
  | 'FAILED'

/** A failure of the ledger. The message is for the operator: what was expected, what was found, what to do. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError'
  readonly code: LedgerErrorCode
  constructor(code: LedgerErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options)
    this.code = code
  }
}

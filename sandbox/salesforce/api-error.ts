/** A refusal in Salesforce's words; the wire carries it as an array of one. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly errorCode: string
  readonly fields: readonly string[] | null
  constructor(status: number, errorCode: string, message: string, fields: readonly string[] | null = null) {
    super(message)
    this.status = status
    this.errorCode = errorCode
    this.fields = fields
  }
}

/** What one resource answers, before it is put on the wire. */
export interface Reply {
  readonly status: number
  readonly body: unknown
}

/** The wire's array of errors. */
export function errorReply({ status, errorCode, message, fields }: ApiError): Reply {
  return { status, body: [{ message, errorCode, ...(fields && { fields }) }] }
}

/** A path, record or version that is not there. */
export function notFound(message = 'The requested resource does not exist'): ApiError {
  return new ApiError(404, 'NOT_FOUND', message)
}

/** A query that cannot be read. */
export function malformed(message: string): ApiError {
  return new ApiError(400, 'MALFORMED_QUERY', message)
}

/** A field that does not exist, is hidden from this user, or is compared with the wrong sort of value. */
export function invalidField(message: string): ApiError {
  return new ApiError(400, 'INVALID_FIELD', message)
}

/** What a validation rule of the org refuses. */
export function invalid(message: string): ApiError {
  return new ApiError(400, 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message, [])
}

/** A value that another record has and no two may. */
export function alreadyThere(field: string, id: string): ApiError {
  const message = `duplicate value found: ${field} duplicates value on record with id: ${id.slice(0, 15)}`
  return new ApiError(400, 'DUPLICATE_VALUE', message, [])
}

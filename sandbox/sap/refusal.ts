/**
 * A request this server does not answer, in the vendor's terms: V2 and V4 print the same refusal differently
 * (WIRE.md section 1, Errors). `code` is a message class and number (`SY/530`) or a Gateway exception id.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  readonly code: string
  /** The property or query option that is at fault; '' where there is none. */
  readonly target: string
  constructor(status: number, code: string, message: string, target = '') {
    super(message)
    this.status = status
    this.code = code
    this.target = target
  }
}

/** 404 for a segment, service or key that does not exist. */
export function notFound(what: string): Refusal {
  return new Refusal(404, '/IWBEP/CM_MGW_RT/020', `Resource not found for the segment '${what}'.`)
}

/** 400 for a query option whose text cannot be understood. */
export function malformed(option: string, why: string): Refusal {
  return new Refusal(400, 'SY/530', `Invalid ${option}: ${why}.`, option)
}

/** 400 for a property name the entity type does not have. */
export function unknownProperty(name: string, type: string, option: string): Refusal {
  const message = `Property ${name} not found in type '${type}'.`
  return new Refusal(400, '005056A509B11EE1B9A8FEC11C23378E', message, option)
}

/** 501 for OData that SAP Gateway, too, leaves out. */
export function notImplemented(what: string): Refusal {
  return new Refusal(501, '/IWBEP/CM_MGW_RT/021', `${what} is not supported by this service.`)
}

/** The V2 error body; `lang` is always `en` here. */
export function refusalV2(refusal: Refusal, transactionId: string): string {
  const { code, message, target } = refusal
  const detail = { code, message, propertyref: '', severity: 'error', target }
  const innererror = {
    application: { component_id: '', service_namespace: '/SAP/', service_id: '', service_version: '0001' },
    transactionid: transactionId,
    timestamp: '',
    errordetails: [detail],
  }
  return JSON.stringify({ error: { code, message: { lang: 'en', value: message }, innererror } })
}

/** The V4 error body: `message` is a plain text, details stand in `error.details`. */
export function refusalV4(refusal: Refusal): string {
  const { code, message, target } = refusal
  const details = [{ code, message, target, '@Common.numericSeverity': 4 }]
  return JSON.stringify({ error: { code, message, target, details } })
}

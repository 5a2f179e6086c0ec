/** What a span tells: codes, counts, names of ours. Never a value, a host, a document or a person. */
export type Attributes = Readonly<Record<string, string | number | boolean>>

/** Whose work a span is: answering, asking somebody else, or neither. */
type SpanKind = 'SERVER' | 'CLIENT' | 'INTERNAL'

/** A piece of work under way. */
export interface Span {
  /** The header `traceparent` (W3C Trace Context, level 1) for those who work on its behalf. */
  readonly traceparent: string
  /** A part of it; begins now unless said. */
  child(name: string, options: SpanOptions): Span
  set(attributes: Attributes): void
  /** `code` is null where nothing went wrong; ends now unless said. */
  end(code: string | null, atMs?: number): void
}

export interface SpanOptions {
  readonly kind: SpanKind
  readonly attributes?: Attributes
  /** Milliseconds since the epoch. */
  readonly atMs?: number
}

/** Makes spans and sends them, in the background, to where the configuration says. */
export interface Tracer {
  /** Begins a trace, or goes on with that of a `traceparent` that is well formed. */
  begin(name: string, options: SpanOptions & { readonly traceparent?: string | null }): Span
  /** Sends what is left. */
  close(): Promise<void>
}

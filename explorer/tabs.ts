/** An example operation as the gateway lists it at `/operations.json`. */
export interface ExampleOperation {
  readonly name: string
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** A tab as GraphiQL takes it. */
export interface Tab {
  readonly query: string
  readonly variables: string | null
}

/** One tab per operation, its variables laid out to be edited. */
export function toTabs(operations: readonly ExampleOperation[]): Tab[] {
  return operations.map(({ query, variables }) => ({
    query,
    variables: Object.keys(variables).length === 0 ? null : JSON.stringify(variables, null, 2),
  }))
}

/** The example operations; none when the gateway does not answer, since the explorer is of use without them. */
export async function fetchOperations(): Promise<readonly ExampleOperation[]> {
  try {
    const response = await fetch('operations.json')
    return response.ok ? await response.json() : []
  } catch {
    return []
  }
}

/** Somebody the explorer may ask as, as the gateway lists them at `/people.json`. */
export interface Actor {
  readonly name: string
  /** Null for somebody without a token. */
  readonly token: string | null
}

/** Where the explorer keeps whom it asks as. */
const KEY = 'couture:act-as'

/** The sandbox's people; none over anything else. */
export async function fetchPeople(): Promise<readonly Actor[]> {
  try {
    const response = await fetch('people.json')
    return response.ok ? await response.json() : []
  } catch {
    return []
  }
}

/** Whom the visitor chose the last time, or the first; null when there is nobody to choose. */
export function remembered(people: readonly Actor[]): Actor | null {
  const name = localStorage.getItem(KEY)
  return people.find((one) => one.name === name) ?? people[0] ?? null
}

/** Keeps the choice for the next visit. */
export function remember({ name }: Actor): void {
  localStorage.setItem(KEY, name)
}

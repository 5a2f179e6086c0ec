import type { ConsentStatement, Consents } from '../../adapters/ports/consents.ts'
import { foundIn, type MemorySource, readEach } from './found.ts'

/** The plainest `Consents`: statements by customer, each in a record of its own. */
export function memoryConsents(
  options: MemorySource & { readonly statements: ReadonlyMap<string, readonly ConsentStatement[]> },
): Consents {
  return {
    consents: async (customers) =>
      readEach(options, customers, (id) => {
        const said = options.statements.get(id)
        return said ? [said.map((one, i) => foundIn(options, one, `${id}/${i}`)), id] : null
      }),
  }
}

import type { Clock } from '../../../adapters/time.ts'
import type { Field, Value } from '../object-type.ts'

type Values = Readonly<Record<string, Value>>

/** What was written to records of an object, beside what the world says of them. */
export interface Overlay {
  /** The records that were made, by id, in the order of their making. */
  made(): readonly string[]
  write(id: string, values: Values): void
  /** Makes a record with an id that no other has. */
  insert(id: string, values: Values): void
  /** The written value of a field; what the world says where it was never written. */
  value(id: string, name: string, otherwise: () => Value): Value
  /** When a record was last written, in whole seconds as the vendor counts; null where it never was. */
  modifiedAt(id: string): string | null
  /** When a record was made, likewise; null of those the world has. */
  madeAt(id: string): string | null
}

/** Nothing written yet. */
export function createOverlay(clock: Clock): Overlay {
  const written = new Map<string, { readonly values: Values; readonly at: string }>()
  const made = new Map<string, string>()
  const second = () => `${clock().toISOString().slice(0, 19)}.000Z`
  const write = (id: string, values: Values) => {
    written.set(id, { values: { ...written.get(id)?.values, ...values }, at: second() })
  }
  return {
    made: () => [...made.keys()],
    write,
    insert(id, values) {
      made.set(id, second())
      write(id, values)
    },
    value(id, name, otherwise) {
      const values = written.get(id)?.values ?? {}
      return name in values ? (values[name] ?? null) : otherwise()
    },
    madeAt: (id) => made.get(id) ?? null,
    modifiedAt: (id) => written.get(id)?.at ?? null,
  }
}

/** The fields of an object, read through what was written to its records. */
export function overlaid<Row>(
  fields: readonly Field<Row>[],
  overlay: Overlay,
  idOf: (row: Row) => string,
): readonly Field<Row>[] {
  return fields.map((field) => ({
    ...field,
    read: (row) => overlay.value(idOf(row), field.name, () => field.read(row)),
  }))
}

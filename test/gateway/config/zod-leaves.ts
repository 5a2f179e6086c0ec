import { z } from 'zod'

/** Every key of a zod shape that takes a value, found in zod's own classes: `stores[].records.NAME`. */
export function leavesOf(type: z.core.$ZodType, path = ''): string[] {
  const shape = bare(type)
  if (shape instanceof z.ZodObject) {
    const join = (key: string) => (path === '' ? key : `${path}.${key}`)
    return Object.entries(shape.shape).flatMap(([key, value]) => leavesOf(value, join(key)))
  }
  if (shape instanceof z.ZodRecord) return leavesOf(shape.valueType, `${path}.NAME`)
  if (shape instanceof z.ZodArray) {
    const inner = leavesOf(shape.element, `${path}[]`)
    return inner.length === 1 && inner[0] === `${path}[]` ? [path] : inner
  }
  if (shape instanceof z.ZodUnion) {
    return [...new Set(shape.options.flatMap((option: z.core.$ZodType) => leavesOf(option, path)))]
  }
  return [path]
}

/** Without what says only how it may be left out. */
function bare(type: z.core.$ZodType): z.core.$ZodType {
  if (type instanceof z.ZodPipe) return bare(type.in)
  const isWrapped =
    type instanceof z.ZodOptional ||
    type instanceof z.ZodNullable ||
    type instanceof z.ZodDefault ||
    type instanceof z.ZodPrefault
  return isWrapped ? bare(type.unwrap()) : type
}

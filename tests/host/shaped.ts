import fc from 'fast-check'
import { z } from 'zod'

/** What a generator may know of the store it is aimed at. */
export interface Hints {
  /** Ids of records there are. */
  readonly ids: readonly string[]
  /** Generators for fields by name, whatever their schema. */
  readonly fields: Readonly<Record<string, fc.Arbitrary<unknown>>>
}

type Schema = Readonly<Record<string, unknown>>

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const schemas = (value: unknown): readonly Schema[] => (Array.isArray(value) ? value.filter(isSchema) : [])
const numberIn = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise)

/** Texts that have made programs stumble. */
const rough = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    ' ',
    '%',
    '_',
    '"',
    "'; DROP TABLE case_record; --",
    'NOT AND OR NEAR(',
    '*',
    '漏',
    '漏电',
    '\u0000',
    '\ud800',
    '__proto__',
    'constructor',
    '../../etc/passwd',
    '1e999',
    '2026-02-30',
    '9'.repeat(400)
  )
)

function text(schema: Schema, hints: Hints): fc.Arbitrary<unknown> {
  const { format, pattern } = schema
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map(date => date.toISOString())
  if (format === 'date')
    return fc.constantFrom('2026-01-31', '1999-12-31', '2028-02-29', '9999-12-31', '0001-01-01')
  if (typeof pattern === 'string') {
    const fits = new RegExp(pattern, 'u')
    const known = [...hints.ids, 'a', '0'.repeat(64), 'f'.repeat(64), 'chief'].filter(one => fits.test(one))
    return known.length === 0 ? rough : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known) }, rough)
  }
  const least = numberIn(schema['minLength'], 0)
  const most = numberIn(schema['maxLength'], 200)
  return fc.oneof(
    fc.constantFrom(...hints.ids, ''),
    rough.map(value => value.padEnd(least, 'x').slice(0, most)),
    fc.string({ minLength: Math.min(least, 50), maxLength: Math.min(most, 50) })
  )
}

function number(schema: Schema): fc.Arbitrary<unknown> {
  const min = numberIn(schema['minimum'], numberIn(schema['exclusiveMinimum'], -1e9))
  const max = numberIn(schema['maximum'], numberIn(schema['exclusiveMaximum'], 1e9))
  if (schema['type'] === 'integer') {
    const low = Math.max(min, -(2 ** 31))
    const high = Math.min(max, 2 ** 31)
    return fc.oneof(
      fc.integer({ min: low, max: Math.min(high, low + 3) }),
      fc.integer({ min: low, max: high })
    )
  }
  return fc.oneof(fc.double({ min, max, noNaN: true }), fc.constantFrom(0, -0, 1e-300))
}

function object(schema: Schema, hints: Hints): fc.Arbitrary<unknown> {
  const properties = isSchema(schema['properties']) ? schema['properties'] : {}
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  const model = Object.fromEntries(
    Object.entries(properties).map(([name, one]) => [
      name,
      hints.fields[name] ?? (isSchema(one) ? shaped(one, hints) : fc.anything())
    ])
  )
  if (isSchema(schema['additionalProperties']) && Object.keys(model).length === 0)
    return fc.dictionary(rough, shaped(schema['additionalProperties'], hints), { maxKeys: 4 })
  return fc.record(model, { requiredKeys: required.filter(name => typeof name === 'string') as never[] })
}

/** Values of a JSON schema's shape, aimed at the edges. */
function shaped(schema: Schema, hints: Hints): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema['const'])
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]))
  const choices = [...schemas(schema['anyOf']), ...schemas(schema['oneOf'])]
  if (choices.length > 0) return fc.oneof(...choices.map(one => shaped(one, hints)))
  const parts = schemas(schema['allOf'])
  if (parts[0] !== undefined) return shaped(parts[0], hints)
  switch (schema['type']) {
    case 'string':
      return text(schema, hints)
    case 'number':
    case 'integer':
      return number(schema)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array': {
      const tuple = schemas(schema['prefixItems'])
      if (tuple.length > 0) return fc.tuple(...tuple.map(one => shaped(one, hints)))
      const items = isSchema(schema['items']) ? shaped(schema['items'], hints) : fc.anything()
      const least = numberIn(schema['minItems'], 0)
      return fc.array(items, {
        minLength: least,
        maxLength: Math.max(least, Math.min(3, numberIn(schema['maxItems'], 3)))
      })
    }
    case 'object':
      return object(schema, hints)
    default:
      return fc.anything()
  }
}

/** Inputs that fit a procedure's schema more often than not, so that what lies behind it is reached. */
export function inputsOf(input: z.ZodType, hints: Hints): fc.Arbitrary<unknown> {
  const schema: unknown = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })
  return isSchema(schema) ? shaped(schema, hints) : fc.anything()
}

/** Anything that a message port can carry. */
export const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withSparseArray: true,
  withNullPrototype: true
})

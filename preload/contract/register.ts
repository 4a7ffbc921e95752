import { z } from 'zod'
import { command, query, type Procedure } from './define'
import { id, instant, page, version } from './fields'
import type { Permission } from './permissions'

/** Columns that every registered record carries besides its own fields. */
export const recordMeta = {
  id,
  version,
  createdAt: instant,
  createdBy: z.string(),
  updatedAt: instant,
  updatedBy: z.string()
}

const listInput = z
  .object({
    /** Words that must all occur in the record's text columns. */
    text: z.string().max(200).default(''),
    /** Exact matches by field name (state, owner, caseId, ...). */
    where: z
      .record(z.string(), z.union([z.string(), z.number(), z.null(), z.array(z.string()).max(50)]))
      .default({}),
    sort: z.string().max(40).optional(),
    descending: z.boolean().default(false),
    ...page
  })
  .strict()

/** Input of every register's list. */
export type RegisterListInput = z.output<typeof listInput>

type Meta = typeof recordMeta

/** The five procedures of one kind of record. */
export type RegisterProcedures<N extends string, F extends z.ZodRawShape> = {
  readonly [K in `${N}.list`]: Procedure<
    'query',
    typeof listInput,
    z.ZodObject<{ total: z.ZodNumber; rows: z.ZodArray<z.ZodObject<F & Meta>> }>
  >
} & {
  readonly [K in `${N}.get`]: Procedure<'query', z.ZodObject<{ id: typeof id }>, z.ZodObject<F & Meta>>
} & {
  readonly [K in `${N}.add`]: Procedure<'command', z.ZodObject<F>, z.ZodObject<F & Meta>>
} & {
  readonly [K in `${N}.update`]: Procedure<
    'command',
    z.ZodObject<{
      id: typeof id
      version: typeof version
      patch: z.ZodType<Partial<z.output<z.ZodObject<F>>>, Partial<z.input<z.ZodObject<F>>>>
    }>,
    z.ZodObject<F & Meta>
  >
} & {
  readonly [K in `${N}.remove`]: Procedure<
    'command',
    z.ZodObject<{ id: typeof id; version: typeof version }>,
    z.ZodObject<{ id: typeof id }>
  >
}

/**
 * A register: a kind of record that people list, add, change and remove, with versions checked.
 * @param name prefix of its procedures, `customers`
 * @param fields zod shape of the record's own fields
 */
export function register<N extends string, F extends z.ZodRawShape>(
  name: N,
  fields: F,
  allow: { readonly read: Permission; readonly write: Permission }
): RegisterProcedures<N, F> {
  const record = z.object({ ...fields, ...recordMeta })
  const own = z.object(fields).strict()
  const procedures = {
    [`${name}.list`]: query({
      input: listInput,
      output: z.object({ total: z.number(), rows: z.array(record) }),
      allow: allow.read
    }),
    [`${name}.get`]: query({ input: z.object({ id }), output: record, allow: allow.read }),
    [`${name}.add`]: command({ input: own, output: record, allow: allow.write }),
    [`${name}.update`]: command({
      input: z.object({ id, version, patch: patchOf(own) }),
      output: record,
      allow: allow.write
    }),
    [`${name}.remove`]: command({
      input: z.object({ id, version }),
      output: z.object({ id }),
      allow: allow.write
    })
  }
  // The computed keys lose their names; the mapped type gives them back.
  return procedures as unknown as RegisterProcedures<N, F>
}

/** Every field optional and without its default, so that a patch changes only what it names. */
export function patchOf<F extends z.ZodRawShape>(
  own: z.ZodObject<F>
): z.ZodType<Partial<z.output<z.ZodObject<F>>>, Partial<z.input<z.ZodObject<F>>>> {
  const shape: Record<string, z.ZodType> = {}
  for (const [key, field] of Object.entries(own.shape)) {
    const bare = field instanceof z.ZodDefault ? field.unwrap() : field
    shape[key] = (bare as z.ZodType).optional()
  }
  return z.object(shape).strict() as unknown as z.ZodType<
    Partial<z.output<z.ZodObject<F>>>,
    Partial<z.input<z.ZodObject<F>>>
  >
}

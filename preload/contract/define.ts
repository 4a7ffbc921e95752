import type { z } from 'zod'
import type { Allow } from './permissions'

/** One entry of the contract. Input and output are zod schemas; both are enforced at run time. */
export interface Procedure<
  Kind extends 'query' | 'command' = 'query' | 'command',
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType
> {
  readonly kind: Kind
  readonly input: Input
  readonly output: Output
  readonly allow: Allow
  /** Personal state (drafts, read marks): no audit event of its own. */
  readonly quiet?: boolean
}

interface Shape<Input, Output> {
  readonly input: Input
  readonly output: Output
  readonly allow: Allow
  readonly quiet?: boolean
}

/** A read: runs on the read-only data source, changes nothing. */
export function query<Input extends z.ZodType, Output extends z.ZodType>(
  shape: Shape<Input, Output>
): Procedure<'query', Input, Output> {
  return { kind: 'query', ...shape }
}

/** A change: runs in one write transaction with its audit event. */
export function command<Input extends z.ZodType, Output extends z.ZodType>(
  shape: Shape<Input, Output>
): Procedure<'command', Input, Output> {
  return { kind: 'command', ...shape }
}

/** What a caller passes. */
export type InputOf<P extends Procedure> = z.input<P['input']>

/** What a handler receives after validation. */
export type ParsedOf<P extends Procedure> = z.output<P['input']>

/** What a caller gets back. */
export type OutputOf<P extends Procedure> = z.output<P['output']>

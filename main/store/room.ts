import type { Handlers, JobRunner } from './context'
import type { EntityClass, Migration } from './types'

/** What a capability hands to the registry in core. */
export interface Room {
  readonly name: string
  readonly entities: readonly EntityClass[]
  readonly migrations: readonly Migration[]
  readonly measurementMigrations?: readonly Migration[]
  readonly handlers: Partial<Handlers>
  /** Kinds of long work this room runs. */
  readonly jobs?: Readonly<Record<string, JobRunner>>
  /** SELECTs whose first column is a sha256 in use. */
  readonly attachmentReferences?: readonly string[]
  readonly measurementSets?: { readonly used: readonly string[]; readonly present: string }
}

import type { Handlers, JobRunner, TakenAway } from './context'
import type { EntityClass, Migration, ReadSql, WriteTx } from './types'

/** Search entries that show another record's name: when that changes they are written anew. */
export interface SearchFollower {
  /** Entity whose name they show. */
  readonly of: string
  /** SELECT of the ids of the records that name it, with one `?`. */
  readonly ids: string
  /** Writes the entry of one record anew; the record may be gone. */
  readonly refresh: (tx: Pick<WriteTx, 'sql' | 'index'>, id: string) => void
}

/** What a capability hands to the registry in core. */
export interface Room {
  readonly name: string
  readonly entities: readonly EntityClass[]
  readonly migrations: readonly Migration[]
  readonly measurementMigrations?: readonly Migration[]
  readonly handlers: Partial<Handlers>
  readonly searchFollowers?: readonly SearchFollower[]
  /** Kinds of long work this room runs. */
  readonly jobs?: Readonly<Record<string, JobRunner>>
  /** Throws where something of this room rests on what was taken away; the command then changes nothing. */
  readonly objects?: (db: ReadSql, gone: TakenAway) => void
  /** SELECTs whose first column is a sha256 in use. */
  readonly attachmentReferences?: readonly string[]
  readonly measurementSets?: { readonly used: readonly string[]; readonly present: readonly string[] }
}

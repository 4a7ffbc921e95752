import type { RegisterListInput } from '@contract/register'
import type { ComponentType } from 'react'
import type { z } from 'zod'
import type { Icon } from '../../app/areas'
import type { ConflictField } from '../ConflictDialog'
import type { Column } from '../grid/columns'
import type { GridSource } from '../grid/useWindowOf'
import type { Ref, RefKind } from '../refs/kinds'
import type { DraftHandle } from '../useDraft'

/** What every stored record carries besides its own fields. */
export interface Stored {
  readonly id: string
  readonly version: number
  readonly createdAt: string
  readonly createdBy: string
  readonly updatedAt: string
  readonly updatedBy: string
}

/** Exact matches of a list by field name. */
export type Where = RegisterListInput['where']

/** What a list is asked for; the window into it is added by the grid. */
export interface ListAsk {
  readonly text: string
  readonly where: Where
  readonly sort?: string
  readonly descending: boolean
}

/** A column that may name another record; its name is shown and exported in place of its id. */
export interface RegisterColumn<R> extends Column<R> {
  readonly ref?: (record: R) => Ref | null
}

/** What a form of a register is given. */
export interface FormProps<F extends object> {
  readonly draft: DraftHandle<F>
  /** Why a field cannot be saved, in words; undefined when it can. */
  readonly problem: (field: keyof F) => string | undefined
  readonly readOnly: boolean
  /** The record does not exist yet: the first field takes the focus. */
  readonly fresh: boolean
}

/** One kind of record with everything its screen needs. Made once per register, outside React. */
export interface Register<R extends Stored, F extends object> {
  /** `customer`; also the topic of its events. */
  readonly kind: RefKind
  /** `/customers`. */
  readonly path: string
  /** Prefix of its procedures, `customers`; names of cached answers begin with it. */
  readonly name: string
  readonly icon: Icon
  /** Text keys: heading, one of them with `{{name}}`, what to do when there is none, the button. */
  readonly texts: {
    readonly title: string
    readonly add: string
    readonly none: string
    readonly noneHint: string
    readonly find: string
  }
  /** A hook: `ask => useWindowOf('customers.list', ask, output => output)`. */
  readonly useSource: (ask: ListAsk) => GridSource<R>
  readonly list: (
    ask: ListAsk & { readonly offset: number; readonly limit: number }
  ) => Promise<{ readonly total: number; readonly rows: readonly R[] }>
  readonly get: (id: string) => Promise<R>
  readonly add: (fields: F) => Promise<R>
  readonly update: (id: string, version: number, patch: Partial<F>) => Promise<R>
  readonly remove: (id: string, version: number) => Promise<unknown>
  /** Schema of `F`, for problems before anything is sent. */
  readonly schema: z.ZodType
  readonly blank: F
  /** A blank record filled from the address of the "new" screen. */
  readonly prefill?: (value: (name: string) => string) => Partial<F>
  readonly fieldsOf: (record: R) => F
  readonly nameOf: (record: R) => string
  /** A hook that gives the columns in the present language. */
  readonly useColumns: () => readonly RegisterColumn<R>[]
  /** A hook that names each field for conflicts. */
  readonly useFields: () => readonly ConflictField<F>[]
  readonly Form: ComponentType<FormProps<F>>
  /** What refers to the record. */
  readonly Related?: ComponentType<{ readonly record: R }>
  /** Beside the heading of the record. */
  readonly Mark?: ComponentType<{ readonly record: R }>
  /** Order of the list to begin with; the core's own without it. */
  readonly sort?: { readonly id: string; readonly descending: boolean }
}

import type { DiagramKind, NodeOf } from '@contract/diagram/kinds'
import type { Nodes } from '@contract/diagram/node'
import type { Fault } from '@contract/errors'
import type { Input, Output } from '@contract/index'
import type { Json } from '@contract/json'
import type { DiagramRow, Undoable } from '@contract/rca'
import type { Clashed, Pending } from './merge'

/** The calls that a session makes; tests hand in their own. */
export interface SessionCore {
  /** Id of the person who edits. */
  readonly me: string | null
  get(input: Input<'rca.get'>): Promise<Output<'rca.get'>>
  change(input: Input<'rca.change'>): Promise<Output<'rca.change'>>
  undo(input: Input<'rca.undo'>): Promise<Output<'rca.undo'>>
  since(input: Input<'rca.since'>): Promise<Output<'rca.since'>>
  /** Steps that could not be sent yet, kept over a crash; null = none. */
  kept(): readonly Pending[]
  keep(steps: readonly Pending[]): void
  /** Tells of a fault that nobody else shows; `undo`: of one that keeps a step from being taken back. */
  tell(fault: Fault, undo: boolean): void
}

/** How it stands with saving. */
export type Saving = 'saved' | 'saving' | 'offline'

/** What an open diagram shows; a new object after every change. */
export interface SessionState<K extends DiagramKind = DiagramKind> {
  readonly diagram: DiagramRow
  /** The same map as long as no node differs. */
  readonly nodes: Nodes<NodeOf[K]>
  /** Children in their order; those that stand on their own under null. */
  readonly children: ReadonlyMap<string | null, readonly NodeOf[K][]>
  readonly undoable: Undoable
  readonly saving: Saving
  /** Own steps that somebody else was before: to be decided. */
  readonly clashed: readonly Clashed[]
  /** What others changed last, for a mark in the picture. */
  readonly others: Others | null
}

/** What somebody else changed. */
export interface Others {
  readonly by: string
  readonly at: string
  readonly nodes: readonly string[]
}

/** Settings of one change. */
export interface ChangeOptions {
  /** Called with a refusal; true = it was shown, and no message is needed. */
  readonly onFault?: (fault: Fault) => boolean
  /** The value that one began to change, where that was some time ago: what is there now by default. */
  readonly from?: Json
}

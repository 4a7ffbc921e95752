import type { EntityManager } from 'typeorm'
import type { ProcedureName, Output, Parsed } from '@contract/index'
import type { FabError } from '@contract/errors'
import type { Json } from '@contract/json'
import type { Permission } from '@contract/permissions'
import type { CoreEvent } from '@contract/wire'
import type { Clock, ReadDb, SearchDoc, Store, WriteSql } from './types'

/** Who calls. */
export interface Actor {
  /** User id; null for the operating-system user of the CLI and for nobody. */
  readonly id: string | null
  readonly name: string
  /** Computer or browser the call came from. */
  readonly station: string
  readonly permissions: ReadonlySet<Permission>
  /** Started this process: may open stores and set the first one up. */
  readonly local: boolean
  /** A person or operating-system user, as against nobody. */
  readonly known: boolean
  /** The screen is locked: only unlocking and signing out are answered. */
  readonly locked: boolean
  /** SHA-256 of the session's token, lower-case hex; null without a session. */
  readonly session: string | null
}

/** A file the core may read: a path it was told by the desktop or the CLI, or uploaded bytes. */
export interface Stage {
  readonly stageId: string
  readonly name: string
  readonly bytes: number
  /** Where the bytes lie now. */
  readonly path: string
  /** Set when the bytes are already an attachment. */
  readonly sha256: string | null
}

/** What is noted in the audit trail for a command; actor, station and time are filled in. */
export interface Note {
  readonly entity: string
  readonly entityId: string
  readonly subject?: string | null
  readonly reason?: string
  readonly before?: Json
  readonly after?: Json
  /** Name of the procedure unless told. */
  readonly action?: string
  /** Who acted, where that is known only by what the command did: signing in. */
  readonly actor?: { readonly id: string; readonly name: string }
}

/** A job to start once the command has been committed. */
export interface JobOrder {
  readonly kind: string
  readonly title: string
  readonly subject?: string | null
  readonly payload: Json
}

/** What a query's handler gets. */
export interface QueryContext {
  readonly actor: Actor
  readonly clock: Clock
  /** Committed records, read-only. */
  readonly db: ReadDb
  readonly store: Store
  /** Staged files of this actor; FabError attachment.staleStage. A command that asks must name their bytes. */
  stage(stageId: string): Stage
  /** Aborts when nobody waits for the answer any more; absent where nobody can stop waiting. */
  readonly signal?: AbortSignal | undefined
  /** Run CPU-heavy work in a worker; `name` is one of the tasks in main/core/worker.ts. */
  inWorker(name: string, task: unknown, options?: { readonly signal?: AbortSignal }): Promise<unknown>
  /** Ask the analysis thread, which stays and keeps what it has read from one question to the next. */
  inAnalysis(question: unknown): Promise<unknown>
  /** The same of the thread that looks at defects. */
  inDefects(question: unknown): Promise<unknown>
  /** One-time name under which a transport gives out an attachment's bytes. */
  ticket(file: { readonly sha256: string; readonly name: string; readonly bytes: number }): string
}

/** What a command took away, and something else may rest on. */
export type TakenAway =
  | { readonly kind: 'piece' | 'file'; readonly id: string }
  | { readonly kind: 'lots'; readonly lots: readonly string[] }

/** What a command's handler gets: everything below happens in one transaction or not at all. */
export interface CommandContext extends QueryContext {
  readonly em: EntityManager
  readonly sql: WriteSql
  note(note: Note): void
  index(doc: SearchDoc): void
  unindex(kind: string, id: string): void
  attach(blob: { readonly sha256: string; readonly bytes: number }): void
  /** Once this is committed these bytes go, unless something else names them: see `Attachments.release`. */
  release(sha256: string): void
  /** Told once something was taken away: throws where a record of another room rests on it. */
  tookAway(gone: TakenAway): void
  /** Published after the commit. */
  emit(topic: string, id: string | null, subject?: string | null, data?: CoreEvent['data']): void
  /** Persisted now, run after the commit. Returns the job's id. */
  startJob(order: JobOrder): string
  /** Ask a running job to end. */
  cancelJob(id: string): void
  /** Tell a person something (shown in the bell and as a desktop notification). */
  notify(userId: string, kind: string, params: Readonly<Record<string, string>>, link: string): void
  /** Commit what was written, then answer with this error (a failed sign-in is counted and audited). */
  failAfterCommit(error: FabError): void
  newId(): string
  /** ISO time of this command; the same throughout. */
  readonly now: string
}

/** Handler of a query. */
export type QueryHandler<N extends ProcedureName> = (
  ctx: QueryContext,
  input: Parsed<N>
) => Output<N> | Promise<Output<N>>

/** Handler of a command, in one write transaction. */
export type CommandHandler<N extends ProcedureName> = (
  ctx: CommandContext,
  input: Parsed<N>
) => Output<N> | Promise<Output<N>>

/**
 * A command that must do slow work (password hashing) before the transaction, so that the write
 * queue does not wait for it.
 */
export interface PreparedCommand<N extends ProcedureName, P> {
  prepare(ctx: QueryContext, input: Parsed<N>): Promise<P>
  run(ctx: CommandContext, input: Parsed<N>, prepared: P): Output<N> | Promise<Output<N>>
}

/** Ties a prepared command to the type of what it prepares. */
export function prepared<N extends ProcedureName, P>(
  handler: PreparedCommand<N, P>
): PreparedCommand<N, unknown> {
  return handler
}

type Kind<N extends ProcedureName> = (typeof import('@contract/index').contract)[N]['kind']

/** Handler of any procedure. */
export type Handler<N extends ProcedureName> =
  Kind<N> extends 'query' ? QueryHandler<N> : CommandHandler<N> | PreparedCommand<N, unknown>

/** Handlers by procedure name. */
export type Handlers<N extends ProcedureName = ProcedureName> = { readonly [K in N]: Handler<K> }

/** What a running job gets. */
export interface JobContext {
  readonly id: string
  readonly actor: Actor
  readonly payload: Json
  readonly subject: string | null
  readonly store: Store
  readonly clock: Clock
  readonly signal: AbortSignal
  progress(done: number, total: number | null, unit: string): void
  inWorker(
    name: string,
    task: unknown,
    options?: { readonly signal?: AbortSignal; readonly transfer?: readonly object[] }
  ): Promise<unknown>
  /** A write transaction with the same tools as a command; audited under `action`. */
  command<T>(action: string, work: (ctx: CommandContext) => Promise<T>): Promise<T>
}

/** Runs one kind of job and gives back its result. */
export interface JobRunner {
  run(job: JobContext): Promise<Json>
  /** It was cancelled while it still waited: say so in its records. It never runs. */
  dropped?(ctx: CommandContext, job: { readonly id: string; readonly payload: Json }): Promise<void>
  /** The process ended while it ran or waited: put things straight at the next open. */
  interrupted?(ctx: CommandContext, job: { readonly id: string; readonly payload: Json }): Promise<void>
  /** A store opens and nothing runs yet: put straight what no job is left to answer for. */
  opening?(store: Store): Promise<void>
}

import { FabError } from '@contract/errors'
import type { Json } from '@contract/json'
import type { CoreEvent } from '@contract/wire'
import { PaceMeter } from '../jobs'
import type { Actor, CommandContext, JobContext, JobRunner } from '../store/context'
import { columns, json, maybe, text } from '../store/rows'
import type { Clock, Store } from '../store/types'
import { faultOf } from './faults'
import { log } from './log'

/** What the engine needs of the core around it. */
export interface JobTools {
  readonly store: Store
  readonly clock: Clock
  readonly runners: Readonly<Record<string, JobRunner>>
  readonly publish: (events: readonly CoreEvent[]) => void
  readonly inWorker: JobContext['inWorker']
  /** Runs audited work for a job. */
  readonly command: <T>(actor: Actor, action: string, work: (ctx: CommandContext) => Promise<T>) => Promise<T>
}

const rowOf = columns({
  id: text,
  kind: text,
  title: text,
  actorId: maybe(text),
  actor: text,
  station: text,
  subject: maybe(text),
  payload: json
})

type JobRow = ReturnType<typeof rowOf>

/** At most so many jobs run at once; the rest wait in order. */
const atOnce = 2
const reportEveryMs = 200
const persistEveryMs = 2000

interface Running {
  readonly stop: AbortController
  readonly ended: Promise<void>
}

/** Runs persisted jobs: progress as events, state in the table, cancel by signal. */
export class JobEngine {
  private readonly queue: string[] = []
  private readonly running = new Map<string, Running>()
  private readonly latest = new Map<string, { done: number; total: number | null; unit: string }>()
  private closing = false

  constructor(private readonly tools: JobTools) {}

  /** Jobs that ran when the process ended are marked so, and their rooms put things straight. */
  async recover(): Promise<void> {
    const { store } = this.tools
    const left = store.read.all(
      "SELECT * FROM job WHERE state IN ('queued', 'running') ORDER BY createdAt",
      [],
      rowOf
    )
    for (const row of left)
      try {
        await this.markInterrupted(row, this.tools.runners[row.kind])
      } catch (error) {
        // A store must open, whatever one of its jobs left behind.
        log.error(`job ${row.id} interrupted`, error)
        await this.markInterrupted(row)
      }
    for (const [kind, runner] of Object.entries(this.tools.runners))
      try {
        await runner.opening?.(store)
      } catch (error) {
        log.error(`job ${kind} opening`, error)
      }
  }

  private async markInterrupted(row: JobRow, runner?: JobRunner): Promise<void> {
    await this.tools.command(this.actorOf(row), 'job.interrupted', async ctx => {
      await runner?.interrupted?.(ctx, row)
      ctx.sql.run("UPDATE job SET state = 'interrupted', finishedAt = ? WHERE id = ?", [ctx.now, row.id])
      ctx.note({
        entity: 'job',
        entityId: row.id,
        subject: row.subject,
        after: { kind: row.kind, title: row.title }
      })
    })
  }

  /** Put a persisted job in the queue. */
  start(id: string): void {
    this.queue.push(id)
    this.pump()
  }

  /** Ask a job to end; a waiting one never starts. */
  cancel(id: string): void {
    const running = this.running.get(id)
    if (running !== undefined) {
      running.stop.abort(new FabError('contract.cancelled'))
      return
    }
    const at = this.queue.indexOf(id)
    if (at < 0) return
    this.queue.splice(at, 1)
    this.drop(id).catch((error: unknown) => log.error(`job ${id} drop`, error))
  }

  /** End everything. What ran or waited keeps its state and is marked interrupted at the next open. */
  async close(): Promise<void> {
    this.closing = true
    for (const job of this.running.values()) job.stop.abort(new FabError('contract.closing'))
    await Promise.allSettled([...this.running.values()].map(job => job.ended))
  }

  private async drop(id: string): Promise<void> {
    const row = this.rowOf(id)
    const runner = row === undefined ? undefined : this.tools.runners[row.kind]
    if (row !== undefined && runner?.dropped !== undefined)
      await this.tools.command(this.actorOf(row), 'job.dropped', async ctx => runner.dropped?.(ctx, row))
    await this.settle(id, 'cancelled', null, new FabError('contract.cancelled'))
  }

  private rowOf(id: string): JobRow | undefined {
    return this.tools.store.read.get('SELECT * FROM job WHERE id = ?', [id], rowOf)
  }

  private pump(): void {
    while (!this.closing && this.running.size < atOnce) {
      const id = this.queue.shift()
      if (id === undefined) return
      const stop = new AbortController()
      const ended = this.run(id, stop.signal)
        .catch((error: unknown) => {
          // The store is in trouble (full disk, removed folder): the next open marks the job.
          log.error(`job ${id}`, error)
        })
        .finally(() => {
          this.running.delete(id)
          this.pump()
        })
      this.running.set(id, { stop, ended })
    }
  }

  private actorOf(row: JobRow): Actor {
    return {
      id: row.actorId,
      name: row.actor,
      station: row.station,
      permissions: new Set(),
      local: false,
      known: true,
      locked: false,
      session: null
    }
  }

  private async run(id: string, signal: AbortSignal): Promise<void> {
    const { store } = this.tools
    const row = this.rowOf(id)
    const runner = row === undefined ? undefined : this.tools.runners[row.kind]
    if (row === undefined || runner === undefined) return
    await store.write(tx => {
      tx.sql.run("UPDATE job SET state = 'running', startedAt = ? WHERE id = ?", [this.now(), id])
      return Promise.resolve()
    })
    // `running` is said by progress alone: clients move a bar for that and read nothing again.
    this.publish(row, { state: 'started' })
    const actor = this.actorOf(row)
    let result: Json
    try {
      result = await runner.run({
        id,
        actor,
        payload: row.payload,
        subject: row.subject,
        store,
        clock: this.tools.clock,
        signal,
        progress: this.reporter(row),
        inWorker: this.tools.inWorker,
        command: (action, work) => this.tools.command(actor, action, work)
      })
    } catch (error) {
      if (this.closing && signal.aborted) return
      await this.settle(id, signal.aborted ? 'cancelled' : 'failed', null, error)
      return
    }
    await this.settle(id, 'done', result, null)
  }

  private reporter(row: JobRow): JobContext['progress'] {
    const meter = new PaceMeter()
    let told = 0
    let kept = performance.now()
    return (done, total, unit) => {
      this.latest.set(row.id, { done, total, unit })
      const at = performance.now()
      if (at - told < reportEveryMs && done !== total) return
      told = at
      const pace = meter.report(at, done, total)
      const { rate, secondsLeft } = pace
      this.publish(row, { state: 'running', done, total, unit, rate, secondsLeft, title: row.title })
      if (at - kept < persistEveryMs) return
      kept = at
      void this.tools.store
        .write(tx => {
          tx.sql.run("UPDATE job SET done = ?, total = ?, unit = ? WHERE id = ? AND state = 'running'", [
            done,
            total,
            unit,
            row.id
          ])
          return Promise.resolve()
        })
        .catch((error: unknown) => log.error('job.progress', error))
    }
  }

  private now(): string {
    return this.tools.clock.now().toISOString()
  }

  private async settle(
    id: string,
    state: 'done' | 'failed' | 'cancelled',
    result: Json | null,
    error: unknown
  ): Promise<void> {
    const fault = error === null ? null : faultOf(error, `job ${id}`)
    const reached = this.latest.get(id)
    this.latest.delete(id)
    try {
      await this.tools.store.write(tx => {
        tx.sql.run(
          `UPDATE job SET state = ?, finishedAt = ?, result = ?, faultKey = ?, faultDetails = ?,
             done = coalesce(?, done), total = coalesce(?, total), unit = coalesce(?, unit) WHERE id = ?`,
          [
            state,
            this.now(),
            result === null ? null : JSON.stringify(result),
            fault?.key ?? null,
            fault === null ? null : JSON.stringify(fault.details),
            reached?.done ?? null,
            reached?.total ?? null,
            reached?.unit ?? null,
            id
          ]
        )
        return Promise.resolve()
      })
    } catch (failure) {
      // The store itself is in trouble (full disk, removed folder): the next open marks the job.
      log.error(`job ${id} settle`, failure)
    }
    const row = this.rowOf(id)
    if (row !== undefined) this.publish(row, { state })
  }

  /** Kind and maker go along: they decide who hears of it. */
  private publish(row: JobRow, facts: NonNullable<CoreEvent['data']>): void {
    const data = { ...facts, kind: row.kind, actorId: row.actorId }
    this.tools.publish([{ topic: 'job', id: row.id, subject: row.subject, data }])
  }
}

import type { Fault } from '@contract/errors'
import type { StagedFile } from '../../../preload/bridge'
import type { Sight } from './walk'

/** Something to hand over: seen on a walk through a drop, or staged already by the desktop's own dialog. */
export type Given = Sight | { readonly path: string; readonly staged: StagedFile }

/** A file that was not taken. */
export interface Refused {
  readonly key: number
  readonly path: string
  readonly fault: Fault
  /** It can be tried again without being looked for again. */
  readonly again: boolean
}

/** How one hand-over stands. */
export interface HandOver {
  readonly id: number
  readonly caseId: string | null
  readonly state: 'running' | 'ended' | 'cancelled'
  /** What it waits for: the person's password, a connection. */
  readonly hold: Fault | null
  readonly count: number
  /** How many were come to, the one on its way among them. */
  readonly at: number
  /** Handed over, and ordered to be imported. */
  readonly taken: number
  readonly refused: readonly Refused[]
  /** Files of the system's own that were left out of folders. */
  readonly litter: number
  /** File on its way. */
  readonly file: string | null
  readonly bytesDone: number
  readonly bytesTotal: number
  /** Bytes a second; null while nothing can be said. */
  readonly rate: number | null
}

/** One file of a {@link Batch}. */
export interface Line {
  readonly key: number
  readonly path: string
  bytes: number
  file: File | null
  /** Look for the file once more, where that can be done. */
  readonly fresh: (() => Promise<File>) | null
  staged: StagedFile | null
  tries: number
}

/** A hand-over as it is worked on. */
export interface Batch {
  readonly id: number
  readonly userId: string
  readonly caseId: string | null
  /** Drops that are still being walked through. */
  looking: number
  waiting: Line[]
  /** Staged, not yet ordered. */
  ready: Line[]
  current: { readonly line: Line; sent: number; readonly since: number } | null
  refused: { readonly line: Line; readonly fault: Fault }[]
  count: number
  taken: number
  /** Lines the core is being asked to take just now: neither ready any more nor taken yet. */
  ordering: number
  litter: number
  bytesTotal: number
  /** Bytes of lines that need no more sending: staged or refused. */
  bytesDone: number
  /** Bytes that were sent, and how long that took. */
  bytesSent: number
  sendingMs: number
  orderedAt: number
  cancelled: boolean
}

/** An empty batch of a person, for a case or the store at large. */
export function newBatch(id: number, userId: string, caseId: string | null, now: number): Batch {
  return {
    id,
    userId,
    caseId,
    looking: 0,
    waiting: [],
    ready: [],
    current: null,
    refused: [],
    count: 0,
    taken: 0,
    ordering: 0,
    litter: 0,
    bytesTotal: 0,
    bytesDone: 0,
    bytesSent: 0,
    sendingMs: 0,
    orderedAt: now,
    cancelled: false
  }
}

/** Whether a refused file can be tried again without a person looking for it. */
export function canBeTried(line: Line): boolean {
  return line.file !== null || line.fresh !== null
}

/** Whether something of it is still to be handed over. */
export function isLive(batch: Batch): boolean {
  return (
    batch.looking + batch.waiting.length + batch.ready.length + batch.ordering > 0 || batch.current !== null
  )
}

/** The batch as it is shown at a moment (ms); `hold` is what every hand-over waits for. */
export function shapeOf(batch: Batch, hold: Fault | null, now: number): HandOver {
  const { current, cancelled } = batch
  const sent = current?.sent ?? 0
  const ms = batch.sendingMs + (current === null ? 0 : now - current.since)
  const live = isLive(batch)
  return {
    id: batch.id,
    caseId: batch.caseId,
    state: cancelled ? 'cancelled' : live ? 'running' : 'ended',
    hold: live && !cancelled ? hold : null,
    count: batch.count,
    at: batch.count - batch.waiting.length,
    taken: batch.taken,
    refused: batch.refused.map(({ line, fault }) => ({
      key: line.key,
      path: line.path,
      fault,
      again: canBeTried(line)
    })),
    litter: batch.litter,
    file: current?.line.path ?? null,
    bytesDone: batch.bytesDone + sent,
    bytesTotal: batch.bytesTotal,
    rate: ms < 500 ? null : ((batch.bytesSent + sent) * 1000) / ms
  }
}

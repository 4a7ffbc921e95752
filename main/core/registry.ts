import type { ProcedureName } from '@contract/index'
import { accuracy } from '../accuracy'
import { analysis } from '../analysis'
import { audit } from '../audit'
import { backupRoom } from '../backup'
import { capa } from '../capa'
import { cases } from '../cases'
import { evidence } from '../evidence'
import { defects } from '../defects'
import { instruments } from '../instruments'
import { intake } from '../intake'
import { jobs } from '../jobs'
import { pareto } from '../pareto'
import { people } from '../people'
import { rca } from '../rca'
import { search } from '../search'
import type { Handlers, JobRunner } from '../store/context'
import type { Room } from '../store/room'
import type { StoreParts } from '../store/types'
import { trace } from '../trace'
import { views } from '../views'
import { workflow } from '../workflow'
import { refreshJob } from './refresh'

const backup = backupRoom(() => storeParts.measurementSets)

/** Every capability; the order is that of their tables' foreign keys. */
const rooms: readonly Room[] = [
  people,
  jobs,
  trace,
  intake,
  cases,
  workflow,
  capa,
  instruments,
  defects,
  analysis,
  evidence,
  pareto,
  accuracy,
  rca,
  views,
  search,
  audit,
  backup
]

/** Procedures answered while no store need be open; see launcher.ts. */
export type LauncherProcedure = Extract<ProcedureName, `stores.${string}`>

/** Procedures answered by an open core. */
export type CoreProcedure = Exclude<ProcedureName, LauncherProcedure>

/** Handler of every procedure of an open store. A missing or misspelt one does not compile. */
export const handlers: Handlers<CoreProcedure> = {
  ...people.handlers,
  ...jobs.handlers,
  ...trace.handlers,
  ...intake.handlers,
  ...cases.handlers,
  ...workflow.handlers,
  ...capa.handlers,
  ...instruments.handlers,
  ...defects.handlers,
  ...analysis.handlers,
  ...evidence.handlers,
  ...pareto.handlers,
  ...accuracy.handlers,
  ...rca.handlers,
  ...views.handlers,
  ...search.handlers,
  ...audit.handlers,
  ...backup.handlers
}

/** Who is asked when something was taken away. */
export const objections = rooms.flatMap(room => room.objects ?? [])

/** Runners of long work by kind. */
export const jobRunners: Readonly<Record<string, JobRunner>> = Object.assign(
  { refreshSearch: refreshJob(rooms.flatMap(room => room.searchFollowers ?? [])) },
  ...rooms.map(room => room.jobs ?? {})
) as Readonly<Record<string, JobRunner>>

/** What the store is handed. */
export const storeParts: StoreParts = {
  entities: rooms.flatMap(room => room.entities),
  migrations: rooms.flatMap(room => room.migrations),
  measurementMigrations: rooms.flatMap(room => room.measurementMigrations ?? []),
  attachmentReferences: rooms.flatMap(room => room.attachmentReferences ?? []),
  measurementSets: {
    used: rooms.flatMap(room => room.measurementSets?.used ?? []),
    present: rooms.flatMap(room => room.measurementSets?.present ?? [])
  }
}

import { accuracy } from './accuracy'
import { analysis } from './analysis'
import { audit } from './audit'
import { backup } from './backup'
import { capa } from './capa'
import { cases } from './cases'
import { diagramPrint } from './diagramPrint'
import type { InputOf, OutputOf, ParsedOf, Procedure } from './define'
import { evidence } from './evidence'
import { faultModels } from './faultModels'
import { faultTree } from './faultTree'
import { instruments } from './instruments'
import { defects } from './defects'
import { intake } from './intake'
import { jobs } from './jobs'
import { pareto } from './pareto'
import { people } from './people'
import { rca } from './rca'
import { search } from './search'
import { session } from './session'
import { stores } from './stores'
import { trace } from './trace'
import { views } from './views'
import { workflow } from './workflow'

/** Every procedure there is. Dispatcher, HTTP routes, CLI and clients are made from this one map. */
export const contract = {
  ...stores,
  ...session,
  ...people,
  ...intake,
  ...trace,
  ...cases,
  ...workflow,
  ...capa,
  ...instruments,
  ...defects,
  ...analysis,
  ...evidence,
  ...pareto,
  ...accuracy,
  ...rca,
  ...diagramPrint,
  ...faultModels,
  ...faultTree,
  ...search,
  ...views,
  ...jobs,
  ...audit,
  ...backup
} as const

/** The contract's type. */
export type Contract = typeof contract

/** Name of one procedure. */
export type ProcedureName = keyof Contract

/** What a caller of `N` passes. */
export type Input<N extends ProcedureName> = InputOf<Contract[N] & Procedure>

/** What the handler of `N` receives. */
export type Parsed<N extends ProcedureName> = ParsedOf<Contract[N] & Procedure>

/** What a caller of `N` gets. */
export type Output<N extends ProcedureName> = OutputOf<Contract[N] & Procedure>

/** True if this build knows the procedure. */
export function isProcedureName(name: string): name is ProcedureName {
  return Object.hasOwn(contract, name)
}

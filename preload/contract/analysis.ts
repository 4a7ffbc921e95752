import { capabilities } from './analysis/capability'
import { compare } from './analysis/compare'
import { files } from './analysis/files'
import { maps } from './analysis/maps'
import { overviewOf } from './analysis/overview'
import { pareto } from './analysis/pareto'
import { parts } from './analysis/parts'
import { scatter } from './analysis/scatter'
import { tests } from './analysis/tests'
import { trend } from './analysis/trend'

export {
  dataView,
  groupings,
  retestRules,
  type DataView,
  type Grouping,
  type PartFilter,
  type RetestRule,
  type TestRef
} from './analysis/view'
export type { ViewWafer } from './analysis/overview'
export type { ViewTest } from './analysis/tests'
export type { ViewPart } from './analysis/parts'
export type { Capability } from './analysis/capability'
export type { Shift } from './analysis/compare'

/** Looking at measurement sets as one: merged lots, retest rule, filter, figures, pictures; a file a panel. */
export const analysis = {
  ...overviewOf,
  ...tests,
  ...maps,
  ...pareto,
  ...parts,
  ...capabilities,
  ...trend,
  ...scatter,
  ...compare,
  ...files
}

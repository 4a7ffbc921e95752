import { facts } from './defects/facts'
import { list } from './defects/list'
import { map } from './defects/map'
import { overlay } from './defects/overlay'
import { pareto } from './defects/pareto'
import { repeaters } from './defects/repeaters'

export { defectFilter, type DefectFilter } from './defects/filter'
export { defectGroupings, type DefectGrouping } from './defects/pareto'
export type { DefectGeometry, DefectWafer } from './defects/facts'
export type { DefectImage, DefectRow } from './defects/list'
export type { DefectEffect, DefectPlacing } from './defects/overlay'

/** Looking at what inspection tools found on wafers; a file a panel. */
export const defects = {
  ...facts,
  ...map,
  ...pareto,
  ...list,
  ...repeaters,
  ...overlay
}

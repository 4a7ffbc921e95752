import { edgeRingAnalyses } from './edge-ring'
import type { PlannedDiagram } from './notation'
import { scratchAnalyses } from './scratch'

export { nodesOfSketch } from './notation'
export type { PlannedDiagram } from './notation'

/** Diagrams by words of the title of the case they belong to. */
export const analyses: readonly {
  readonly caseTitle: string
  readonly diagrams: readonly PlannedDiagram[]
}[] = [
  { caseTitle: 'High-side Rds(on) above 135 mOhm', diagrams: edgeRingAnalyses },
  { caseTitle: '天玥：晶圆 W05 有连续失效带', diagrams: scratchAnalyses }
]

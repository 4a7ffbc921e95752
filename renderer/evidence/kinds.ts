import type { EvidenceRow } from '@contract/evidence'
import {
  IconChartHistogram,
  IconCpu,
  IconDisc,
  IconFile,
  IconNote,
  IconRuler2,
  IconTable
} from '@tabler/icons-react'
import type { Icon } from '../app/areas'

/** Signs of what can be pinned. */
export const kindIcons: Readonly<Record<EvidenceRow['kind'], Icon>> = {
  chart: IconChartHistogram,
  table: IconTable,
  map: IconDisc,
  test: IconRuler2,
  part: IconCpu,
  file: IconFile,
  note: IconNote
}

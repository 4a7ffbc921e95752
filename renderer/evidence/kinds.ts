import type { EvidenceRow } from '@contract/evidence'
import { IconChartHistogram, IconCpu, IconDisc, IconFile, IconNote, IconTable } from '@tabler/icons-react'
import type { Icon } from '../app/areas'

/** Signs of what can be pinned. */
export const kindIcons: Readonly<Record<EvidenceRow['kind'], Icon>> = {
  chart: IconChartHistogram,
  table: IconTable,
  map: IconDisc,
  part: IconCpu,
  file: IconFile,
  note: IconNote
}

import {
  IconBriefcase,
  IconBuildingCog,
  IconBuildingFactory2,
  IconChartHistogram,
  IconChecklist,
  IconCpu,
  IconDisc,
  IconFile,
  IconFish,
  IconGridDots,
  IconMessage,
  IconMessageReport,
  IconPinned,
  IconShieldCheck,
  IconStack2,
  IconTopologyStar3,
  IconTruckDelivery,
  IconUser
} from '@tabler/icons-react'
import type { Icon } from '../app/areas'

/** Kinds of records that search knows, in the order in which they are shown; names in `search:kinds`. */
export const searchKinds = [
  'case',
  'complaint',
  'comment',
  'action',
  'task',
  'file',
  'set',
  'part',
  'evidence',
  'diagram',
  'cause',
  'customer',
  'product',
  'supplier',
  'lot',
  'wafer',
  'tool',
  'person'
] as const

/** Signs of the kinds. */
export const kindIcons: Readonly<Record<string, Icon>> = {
  case: IconBriefcase,
  complaint: IconMessageReport,
  comment: IconMessage,
  action: IconShieldCheck,
  task: IconChecklist,
  file: IconFile,
  set: IconChartHistogram,
  part: IconGridDots,
  evidence: IconPinned,
  diagram: IconTopologyStar3,
  cause: IconFish,
  customer: IconBuildingFactory2,
  product: IconCpu,
  supplier: IconTruckDelivery,
  lot: IconStack2,
  wafer: IconDisc,
  tool: IconBuildingCog,
  person: IconUser
}

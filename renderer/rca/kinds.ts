import type { DiagramKind } from '@contract/diagram/kinds'
import { IconBinaryTree2, IconFish, IconGridPattern, IconHelpHexagon } from '@tabler/icons-react'
import type { Icon } from '../app/areas'

/** Signs of the kinds of diagrams; their names are `rca:kinds`. */
export const kindIcons: Readonly<Record<DiagramKind, Icon>> = {
  fishbone: IconFish,
  whys: IconHelpHexagon,
  isNot: IconGridPattern,
  faultTree: IconBinaryTree2
}

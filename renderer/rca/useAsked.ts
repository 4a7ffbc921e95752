import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenDiagram } from '../diagram/session/useDiagram'
import { toastInfo } from '../ui/toasts'
import { useAskedNode } from './useAskedNode'

/** Says so where a link leads to a node that is no longer there. */
export function useAsked(open: OpenDiagram): void {
  const { t } = useTranslation('rca')
  const { node: asked, visit } = useAskedNode(open.id)
  const tell = useEffectEvent(() => {
    if (asked !== '' && !open.nodes.has(asked)) toastInfo(t('node.gone'))
  })
  useEffect(() => {
    tell()
  }, [asked, visit])
}

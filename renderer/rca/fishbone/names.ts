import { textOf } from '@contract/diagram/kinds'
import type { DiagramNode } from '@contract/diagram/node'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/** What a node of a fishbone is called: its own words, or its category's name in the language shown. */
export function useNames(): (node: DiagramNode) => string {
  const { t, i18n } = useTranslation('rca')
  return useCallback(
    (node: DiagramNode) => {
      const { text, key } = node.data
      if (typeof text === 'string' && text !== '') return text
      if (node.type === 'category' && typeof key === 'string' && i18n.exists(`rca:categories.${key}`))
        return t(`categories.${key}`)
      return node.type === 'effect' || node.type === 'cause' ? '' : textOf(node)
    },
    [t, i18n]
  )
}

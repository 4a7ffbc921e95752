import { textOf } from '@contract/diagram/kinds'
import type { DiagramNode } from '@contract/diagram/node'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/** What a node of a fishbone or a 5-Why is called: its own words, or its category or leg in the language shown. */
export function useNames(): (node: DiagramNode) => string {
  const { t, i18n } = useTranslation(['rca', 'whys'])
  return useCallback(
    (node: DiagramNode) => {
      const { text, key } = node.data
      if (typeof text === 'string' && text !== '') return text
      if (node.type === 'category' && typeof key === 'string' && i18n.exists(`rca:categories.${key}`))
        return t(`categories.${key}`)
      const { leg } = node.data
      if (node.type === 'leg' && typeof leg === 'string' && i18n.exists(`whys:legs.${leg}`))
        return t(`whys:legs.${leg}`)
      return node.type === 'effect' || node.type === 'cause' ? '' : textOf(node)
    },
    [t, i18n]
  )
}

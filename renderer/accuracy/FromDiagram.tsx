import { Select } from '@mantine/core'
import type { RootMethod } from '@contract/accuracy'
import { stateOf, textOf } from '@contract/diagram/kinds'
import { useQueries } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call, useQueryOf } from '../app/client/index'

/** A verified root cause as a node of a diagram. */
export interface VerifiedRoot {
  readonly diagramId: string
  readonly nodeId: string
  readonly method: RootMethod
  readonly text: string
}

interface Props {
  readonly caseId: string
  /** The one chosen, by its diagram and node. */
  readonly diagramId: string | null
  readonly nodeId: string | null
  readonly onChoose: (root: VerifiedRoot | null) => void
}

const mostDiagrams = 20

/** The verified roots of the case's diagrams to choose from; nothing where there is none. */
export function FromDiagram({ caseId, diagramId, nodeId, onChoose }: Props) {
  const { t } = useTranslation('accuracy')
  const list = useQueryOf('rca.list', { caseId, limit: 200 }, { topics: ['diagram'] })
  const proven = (list.data?.rows ?? []).filter(row => row.verified > 0).slice(0, mostDiagrams)
  const answers = useQueries({
    queries: proven.map(row => ({
      queryKey: ['rca.get', { id: row.id }] as const,
      queryFn: () => call('rca.get', { id: row.id }),
      meta: { topics: ['diagram'] }
    }))
  })
  const groups = answers.flatMap(({ data }) => {
    if (data === undefined) return []
    const { diagram, nodes } = data
    const roots = nodes
      .filter(node => stateOf(node) === 'verified')
      .map((node): VerifiedRoot => ({
        diagramId: diagram.id,
        nodeId: node.id,
        method: diagram.kind,
        text: textOf(node)
      }))
    return roots.length === 0 ? [] : [{ title: diagram.title, roots }]
  })
  const all = groups.flatMap(group => group.roots)
  if (all.length === 0) return null
  const keyOf = (root: Pick<VerifiedRoot, 'diagramId' | 'nodeId'>): string =>
    `${root.diagramId}.${root.nodeId}`
  return (
    <Select
      label={t('card.fromDiagram')}
      clearable
      value={diagramId !== null && nodeId !== null ? keyOf({ diagramId, nodeId }) : null}
      data={groups.map(({ title, roots }) => ({
        group: title,
        items: roots.map(root => ({ value: keyOf(root), label: root.text === '' ? '—' : root.text }))
      }))}
      onChange={key => {
        onChoose(all.find(root => keyOf(root) === key) ?? null)
      }}
    />
  )
}

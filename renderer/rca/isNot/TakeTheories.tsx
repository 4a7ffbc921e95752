import { theoriesOf } from '@contract/diagram/convert'
import { textOf, type DiagramKind } from '@contract/diagram/kinds'
import type { DiagramNode } from '@contract/diagram/node'
import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core'
import { IconBulbOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../app/client/index'
import { newNodeId } from '../../diagram/session/ids'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import { Empty, Faces } from '../../ui/faces'
import { useNames } from '../fishbone/names'
import { choicesOf } from './choices'
import css from './isNot.module.css'
import type { Matrix } from './theories'

interface Props {
  readonly open: OpenDiagram
  readonly matrix: Matrix
  readonly onClose: () => void
}

const kinds: readonly DiagramKind[] = ['fishbone', 'whys']

/** Takes causes of the case's fishbones and 5-Whys over as theories; each keeps where it came from. */
export function TakeTheories({ open, matrix, onClose }: Props) {
  const { t } = useTranslation('isNot')
  const { caseId } = open.diagram
  const list = useQueryOf('rca.list', { caseId, limit: 200 }, { enabled: caseId !== null })
  const [chosen, setChosen] = useState<ReadonlyMap<string, readonly DiagramNode[]>>(new Map())
  const n = [...chosen.values()].reduce((sum, nodes) => sum + nodes.length, 0)
  const take = (): void => {
    const last = matrix.theories.at(-1)?.rank ?? null
    let after = last
    const changes = [...chosen].flatMap(([diagramId, nodes]) => {
      const made = theoriesOf(
        { nodes: new Map(nodes.map(node => [node.id, node])), diagramId, newId: newNodeId, wordsOf: textOf },
        nodes.map(node => node.id),
        after
      )
      after = made.at(-1)?.rank ?? after
      return made.map(node => ({ op: 'add' as const, node }))
    })
    open.session.change({ key: 'isNot.take', params: { n: changes.length } }, changes)
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('takeTitle')} size="lg">
      {caseId === null ? (
        <Empty icon={IconBulbOff} title={t('takeNoCase')} hint={t('takeNoCaseHint')} compact />
      ) : (
        <Faces
          of={list}
          isEmpty={data => !data.rows.some(row => kinds.includes(row.kind))}
          empty={<Empty icon={IconBulbOff} title={t('takeNone')} hint={t('takeNoneHint')} compact />}
        >
          {data => (
            <Stack gap="md" className={css.sources}>
              {data.rows
                .filter(row => kinds.includes(row.kind))
                .map(row => (
                  <Source
                    key={row.id}
                    id={row.id}
                    title={row.title}
                    taken={taken(matrix, row.id)}
                    chosen={chosen.get(row.id) ?? []}
                    onChoose={nodes => {
                      setChosen(now => new Map(now).set(row.id, nodes))
                    }}
                  />
                ))}
            </Stack>
          )}
        </Faces>
      )}
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('app:cancel')}
        </Button>
        <Button disabled={n === 0} onClick={take}>
          {t('takeCount', { count: n })}
        </Button>
      </Group>
    </Modal>
  )
}

/** Nodes of a diagram that are theories here already. */
function taken(matrix: Matrix, diagramId: string): ReadonlySet<string> {
  return new Set(
    matrix.theories.flatMap(({ data: { source } }) =>
      source?.diagramId === diagramId ? [source.nodeId] : []
    )
  )
}

interface SourceProps {
  readonly id: string
  readonly title: string
  readonly taken: ReadonlySet<string>
  readonly chosen: readonly DiagramNode[]
  readonly onChoose: (nodes: readonly DiagramNode[]) => void
}

function Source({ id, title, taken: there, chosen, onChoose }: SourceProps) {
  const { t } = useTranslation('isNot')
  const answer = useQueryOf('rca.get', { id })
  const nameOf = useNames()
  return (
    <Faces of={answer} compact>
      {({ nodes }) => {
        const causes = choicesOf(nodes)
        return (
          <Checkbox.Group
            label={title}
            value={chosen.map(node => node.id)}
            onChange={ids => {
              onChoose(causes.flatMap(({ node }) => (ids.includes(node.id) ? [node] : [])))
            }}
          >
            <Stack gap={4} mt={4}>
              {causes.length === 0 && <Text size="xs">{t('takeEmpty')}</Text>}
              {causes.map(({ node, path, state }) => (
                <Checkbox
                  key={node.id}
                  value={node.id}
                  size="xs"
                  disabled={there.has(node.id)}
                  label={`${textOf(node)} · ${t(`rca:states.${state}`)}`}
                  description={path.map(nameOf).join(' › ')}
                />
              ))}
            </Stack>
          </Checkbox.Group>
        )
      }}
    </Faces>
  )
}

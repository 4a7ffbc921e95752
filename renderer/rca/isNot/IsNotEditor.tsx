import type { DiagramNode } from '@contract/diagram/node'
import { ActionIcon, Button, Group, Tooltip } from '@mantine/core'
import { IconBoxAlignRight, IconBulb, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { openAs } from '../../diagram/session/openAs'
import { newNodeId } from '../../diagram/session/ids'
import { short, type Step } from '../../diagram/tree/model'
import type { EditorProps } from '../editor'
import { useAskedNode } from '../useAskedNode'
import { addTheory } from './commands'
import { Exports } from './Exports'
import css from './isNot.module.css'
import { MatrixTable } from './MatrixTable'
import { Problem } from './Problem'
import { Ranking } from './Ranking'
import { TakeTheories } from './TakeTheories'
import { matrixOf, standings } from './theories'
import { useWords } from './words'

/** Is/Is-Not: what the problem is and is not, and which theory explains both. */
export default function IsNotEditor({ open: opened }: EditorProps) {
  const open = openAs('isNot', opened)
  const { t } = useTranslation('isNot')
  const [taking, setTaking] = useState(false)
  const [ranked, setRanked] = useState(true)
  const asked = useAskedNode(open.id)
  const [focus, setFocus] = useState<string | null>(asked.node === '' ? null : asked.node)
  const [reached, setReached] = useState(asked.visit)
  if (asked.visit !== reached) {
    setReached(asked.visit)
    if (asked.node !== '') setFocus(asked.node)
  }
  const words = useWords()
  const matrix = matrixOf(open)
  const ranking = standings(matrix)
  const make = (step: Step | null): void => {
    if (step === null) return
    opened.session.change(step.intent, step.changes)
    setFocus(step.select[0] ?? null)
  }
  const set = (node: DiagramNode, field: string, value: string, from: string): void => {
    const intent = { key: 'isNot.write', params: { text: short(value) } }
    opened.session.set(node.id, field, value, intent, { from })
  }
  return (
    <div className={css.editor}>
      <div className={css.main}>
        <div className={css.bar}>
          <Problem key={matrix.problem?.id} matrix={matrix} readOnly={open.readOnly} onSet={set} />
          <Group gap="xs" wrap="nowrap">
            {!open.readOnly && (
              <>
                <Button
                  variant="default"
                  leftSection={<IconBulb size={14} />}
                  onClick={() => {
                    setTaking(true)
                  }}
                >
                  {t('take')}
                </Button>
                <Button
                  leftSection={<IconPlus size={14} />}
                  onClick={() => {
                    make(addTheory(matrix, newNodeId(), ''))
                  }}
                >
                  {t('addTheory')}
                </Button>
              </>
            )}
            <Exports open={opened} matrix={matrix} ranking={ranking} words={words} />
            <Tooltip label={t('ranking')}>
              <ActionIcon
                size={28}
                aria-label={t('ranking')}
                aria-pressed={ranked}
                variant={ranked ? 'light' : 'subtle'}
                onClick={() => {
                  setRanked(!ranked)
                }}
              >
                <IconBoxAlignRight size={16} />
              </ActionIcon>
            </Tooltip>
          </Group>
        </div>
        <MatrixTable
          nodes={opened.nodes}
          matrix={matrix}
          ranking={ranking}
          readOnly={open.readOnly}
          focus={focus}
          onMake={make}
          onSet={set}
        />
      </div>
      {ranked && <Ranking ranking={ranking} matrix={matrix} />}
      {taking && (
        <TakeTheories
          open={opened}
          matrix={matrix}
          onClose={() => {
            setTaking(false)
          }}
        />
      )}
    </div>
  )
}

import type { Change } from '@contract/diagram/change'
import type { DiagramNode } from '@contract/diagram/node'
import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconReplace, IconSearch } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcut } from '../../app/shortcuts'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import css from './fishbone.module.css'

interface Props {
  readonly open: OpenDiagram
  readonly text: string
  readonly onText: (text: string) => void
  /** Nodes whose words hold the text, in the order of the outline. */
  readonly hits: readonly DiagramNode[]
  readonly focus: string | null
  /** Stand on a hit. */
  readonly onHit: (node: string) => void
  /** Give the keys back to the diagram. */
  readonly onLeave: () => void
}

/** Finds words in the diagram and replaces them: `/` or Ctrl+F, Enter for the next one, Esc to leave. */
export function Find({ open, text, onText, hits, focus, onHit, onLeave }: Props) {
  const { t } = useTranslation('fishbone')
  const box = useRef<HTMLInputElement>(null)
  const [replacing, setReplacing] = useState(false)
  const [other, setOther] = useState('')
  const begin = (): void => {
    box.current?.focus()
    box.current?.select()
  }
  useShortcut('/', t('find.label'), begin)
  useShortcut('mod+f', t('find.label'), begin)
  const at = hits.findIndex(node => node.id === focus)
  const step = (by: 1 | -1): void => {
    const next = hits[(at + by + hits.length) % hits.length]
    if (next !== undefined) onHit(next.id)
  }
  const replaceAll = (): void => {
    const changes = replaced(hits, text, other)
    open.session.change({ key: 'replace', params: { n: changes.length } }, changes)
  }
  return (
    <div className={css.find} role="search">
      <TextInput
        ref={box}
        className={css.findBox}
        aria-label={t('find.label')}
        placeholder={t('find.label')}
        leftSection={<IconSearch size={14} />}
        rightSection={text === '' ? null : <span className={css.quiet}>{`${at + 1}/${hits.length}`}</span>}
        rightSectionWidth={52}
        value={text}
        maxLength={200}
        onChange={event => {
          onText(event.currentTarget.value)
        }}
        onKeyDown={event => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter') step(event.shiftKey ? -1 : 1)
          else if (event.key === 'Escape') {
            onText('')
            setReplacing(false)
            onLeave()
          } else return
          event.preventDefault()
          event.stopPropagation()
        }}
      />
      {text !== '' && (
        <>
          <Step
            label={t('find.before')}
            off={hits.length === 0}
            run={() => {
              step(-1)
            }}
          >
            <IconChevronUp size={14} />
          </Step>
          <Step
            label={t('find.next')}
            off={hits.length === 0}
            run={() => {
              step(1)
            }}
          >
            <IconChevronDown size={14} />
          </Step>
          {!open.readOnly && (
            <Step
              label={t('find.replace')}
              off={hits.length === 0}
              run={() => {
                setReplacing(!replacing)
              }}
            >
              <IconReplace size={14} />
            </Step>
          )}
        </>
      )}
      {replacing && text !== '' && (
        <>
          <TextInput
            className={css.findBox}
            aria-label={t('find.with')}
            placeholder={t('find.with')}
            value={other}
            maxLength={200}
            onChange={event => {
              setOther(event.currentTarget.value)
            }}
          />
          <Button variant="default" disabled={hits.length === 0} onClick={replaceAll}>
            {t('find.all', { n: hits.length })}
          </Button>
        </>
      )}
    </div>
  )
}

interface StepProps {
  readonly label: string
  readonly off: boolean
  readonly run: () => void
  readonly children: React.ReactNode
}

function Step({ label, off, run, children }: StepProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon size={26} aria-label={label} disabled={off} onClick={run}>
        {children}
      </ActionIcon>
    </Tooltip>
  )
}

/** The words changed wherever they stand in a node's own text, whatever their case. */
function replaced(nodes: readonly DiagramNode[], text: string, other: string): readonly Change[] {
  const pattern = new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'giu')
  return nodes.flatMap((node): Change[] => {
    const { text: from } = node.data
    if (typeof from !== 'string') return []
    const to = from.replaceAll(pattern, () => other)
    return to === from || to.trim() === '' ? [] : [{ op: 'set', id: node.id, field: 'text', from, to }]
  })
}

import type { DiagramNode } from '@contract/diagram/node'
import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconReplace, IconSearch } from '@tabler/icons-react'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcut } from '../../app/shortcuts'
import { toastInfo } from '../../ui/toasts'
import type { OpenDiagram } from '../session/useDiagram'
import { hitsIn, replacing, type Hit, type ShownOf } from './search'
import css from './find.module.css'

/** A search in a diagram: what is wanted and where it stands. */
export interface Finding {
  readonly words: string
  readonly setWords: (words: string) => void
  readonly hits: readonly Hit[]
  /** Nodes with a hit. */
  readonly found: ReadonlySet<string>
}

/** A search in nodes, in the order they are given; `shownOf` keeps its identity as long as it says the same. */
export function useFinding(nodes: readonly DiagramNode[], shownOf?: ShownOf): Finding {
  const [words, setWords] = useState('')
  const hits = useMemo(() => hitsIn(nodes, words, shownOf), [nodes, words, shownOf])
  const found = useMemo(() => new Set(hits.map(({ node }) => node)), [hits])
  return { words, setWords, hits, found }
}

interface Props {
  readonly open: OpenDiagram
  readonly finding: Finding
  readonly focus: string | null
  /** Stand on a node with a hit. */
  readonly onHit: (node: string) => void
  /** Give the keys back to the diagram. */
  readonly onLeave: () => void
}

/** Finds words in texts and notes, whatever their case and width, and replaces them; `/` or Ctrl+F begins. */
export function FindBar({ open, finding, focus, onHit, onLeave }: Props) {
  const { t } = useTranslation('diagram')
  const box = useRef<HTMLInputElement>(null)
  const [other, setOther] = useState<string | null>(null)
  const [at, setAt] = useState(-1)
  const { words, setWords, hits } = finding
  const begin = (): void => {
    box.current?.focus()
    box.current?.select()
  }
  useShortcut('/', t('find.label'), begin)
  useShortcut('mod+f', t('find.label'), begin)
  // Whoever has gone elsewhere goes on from there.
  const here = hits[at]?.node === focus ? at : hits.findIndex(({ node }) => node === focus)
  const step = (by: 1 | -1): void => {
    const next = (here + by + hits.length) % hits.length
    const hit = hits[here < 0 && by < 0 ? hits.length - 1 : next]
    if (hit === undefined) return
    setAt(hits.indexOf(hit))
    onHit(hit.node)
  }
  const own = hits.filter(({ field }) => field !== null)
  const replace = (which: readonly Hit[]): void => {
    const changes = replacing(open.nodes, which, other ?? '')
    if (changes.length === 0) toastInfo(t('find.kept'))
    open.session.change({ key: 'replace', params: { n: which.length } }, changes)
  }
  const leave = (): void => {
    setWords('')
    setOther(null)
    onLeave()
  }
  const none = hits.length === 0
  const current = hits[here]
  return (
    <div className={css.bar} role="search">
      <TextInput
        ref={box}
        className={css.box}
        aria-label={t('find.label')}
        placeholder={t('find.label')}
        leftSection={<IconSearch size={14} />}
        rightSection={
          words.trim() === '' ? null : <span className={css.count}>{`${here + 1}/${hits.length}`}</span>
        }
        rightSectionWidth={52}
        value={words}
        maxLength={200}
        onChange={event => {
          setWords(event.currentTarget.value)
        }}
        onKeyDown={event => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter') step(event.shiftKey ? -1 : 1)
          else if (event.key === 'Escape') leave()
          else return
          event.preventDefault()
          event.stopPropagation()
        }}
      />
      {words.trim() !== '' && (
        <>
          <Step label={t('find.before')} off={none} run={() => step(-1)}>
            <IconChevronUp size={14} />
          </Step>
          <Step label={t('find.next')} off={none} run={() => step(1)}>
            <IconChevronDown size={14} />
          </Step>
          {!open.readOnly && (
            <Step label={t('find.replace')} off={none} run={() => setOther(other === null ? '' : null)}>
              <IconReplace size={14} />
            </Step>
          )}
        </>
      )}
      {other !== null && words.trim() !== '' && (
        <div className={css.replace}>
          <TextInput
            className={css.box}
            aria-label={t('find.with')}
            placeholder={t('find.with')}
            value={other}
            maxLength={200}
            onChange={event => {
              setOther(event.currentTarget.value)
            }}
            onKeyDown={event => {
              if (event.key !== 'Escape') return
              event.stopPropagation()
              leave()
            }}
          />
          <Button
            variant="default"
            disabled={current?.field == null}
            onClick={() => {
              if (current !== undefined) replace([current])
            }}
          >
            {t('find.one')}
          </Button>
          <Button variant="default" disabled={own.length === 0} onClick={() => replace(own)}>
            {t('find.all', { n: own.length })}
          </Button>
        </div>
      )}
    </div>
  )
}

interface StepProps {
  readonly label: string
  readonly off: boolean
  readonly run: () => void
  readonly children: ReactNode
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

import type { EvidenceRow } from '@contract/evidence'
import { Chip, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconFilter, IconPinned } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { useUrlValue } from '../app/navigation'
import { useShortcut } from '../app/shortcuts'
import { Empty, Faces } from '../ui/faces'
import css from './evidence.module.css'
import { kindIcons } from './kinds'
import { Piece } from './Piece'
import { usePicture } from './usePicture'

const most = 500

/** What was pinned to a case: pictures in a list, the chosen one in full with its figures as of then. */
export default function CaseEvidence({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('evidence')
  const f = useFormat()
  const [text, setText] = useState('')
  const [wanted] = useDebouncedValue(text.trim(), 150)
  const [chosen, setChosen] = useUrlValue('piece', '')
  const [off, setOff] = useState(false)
  const gone = useQueryOf('evidence.list', { caseId, removed: true, limit: 1 }).data?.total ?? 0
  const removed = off && gone > 0
  const list = useQueryOf('evidence.list', { caseId, text: wanted, removed, limit: most }, { keep: true })
  useShortcut('ArrowDown', t('app:grid.moveKey'), null, { group: 'app:keys.list' })
  return (
    <Faces
      of={list}
      rows={10}
      isEmpty={data => data.total === 0 && wanted === '' && gone === 0}
      empty={<Empty icon={IconPinned} title={t('list.empty')} hint={t('list.emptyHint')} />}
    >
      {data => {
        const open = data.rows.find(row => row.id === chosen) ?? data.rows[0]
        return (
          <div className={css.evidence}>
            <div className={css.listSide}>
              <TextInput
                aria-label={t('list.filter')}
                placeholder={t('list.filter')}
                leftSection={<IconFilter size={14} />}
                value={text}
                maxLength={200}
                onChange={event => {
                  setText(event.currentTarget.value)
                }}
              />
              {gone > 0 && (
                <Chip
                  size="xs"
                  checked={removed}
                  onChange={on => {
                    setOff(on)
                  }}
                >
                  {t('removed.toggle', { count: gone, n: f.number(gone) })}
                </Chip>
              )}
              <List rows={data.rows} open={open} onOpen={setChosen} />
            </div>
            {open === undefined ? (
              <Empty title={wanted === '' ? t('list.empty') : t('list.nothing', { text: wanted })} compact />
            ) : (
              <Piece key={open.id} id={open.id} version={open.version} />
            )}
          </div>
        )
      }}
    </Faces>
  )
}

interface ListProps {
  readonly rows: readonly EvidenceRow[]
  readonly open: EvidenceRow | undefined
  readonly onOpen: (id: string) => void
}

function List({ rows, open, onOpen }: ListProps) {
  const { t } = useTranslation('evidence')
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const next = rows[rows.findIndex(row => row.id === open?.id) + step]
    if (next === undefined) return
    onOpen(next.id)
    document.getElementById(`piece-${next.id}`)?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <ul
      className={css.list}
      role="listbox"
      aria-label={t('list.title')}
      tabIndex={0}
      aria-activedescendant={open === undefined ? undefined : `piece-${open.id}`}
      onKeyDown={onKeyDown}
    >
      {rows.map(row => (
        <li
          key={row.id}
          id={`piece-${row.id}`}
          role="option"
          aria-selected={row.id === open?.id}
          onClick={() => {
            onOpen(row.id)
          }}
        >
          <Card row={row} />
        </li>
      ))}
    </ul>
  )
}

function Card({ row }: { readonly row: EvidenceRow }) {
  const { t } = useTranslation('evidence')
  const f = useFormat()
  const picture = usePicture(row.pictureSha256 === null ? null : row.id)
  const Sign = kindIcons[row.kind]
  return (
    <>
      <span className={css.thumb}>
        {picture === null ? <Sign size={26} stroke={1.3} /> : <img src={picture} alt="" />}
      </span>
      <span className={css.cardWords}>
        <b>{row.title}</b>
        <span className={css.quiet}>
          {t(`kinds.${row.kind}`)}
          {row.n !== null && ` · n = ${f.number(row.n)}`}
        </span>
        <span className={css.quiet}>
          {f.dateTime(row.asOf)} · {row.pinnedBy}
        </span>
      </span>
    </>
  )
}

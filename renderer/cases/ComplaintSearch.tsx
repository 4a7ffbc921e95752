import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { Output } from '@contract/index'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { Empty, Faces } from '../ui/faces'
import css from './ComplaintSearch.module.css'

type Complaint = Output<'complaints.list'>['rows'][number]

interface Props {
  readonly busy: boolean
  readonly onPick: (complaint: Complaint) => void
}

/** Complaints that no case answers yet, newest first; typing narrows, arrows and Enter pick. */
export function ComplaintSearch({ busy, onPick }: Props) {
  const { t } = useTranslation('cases')
  const f = useFormat()
  const [text, setText] = useState('')
  const [searched] = useDebouncedValue(text, 120)
  const [at, setAt] = useState(0)
  const answer = useQueryOf(
    'complaints.list',
    { text: searched, where: { caseId: null }, limit: 50 },
    { keep: true }
  )
  const rows = answer.data?.rows ?? []
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setAt(Math.max(0, Math.min(rows.length - 1, at + step)))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const picked = rows[at]
      if (picked !== undefined && !busy) onPick(picked)
    }
  }
  return (
    <div className={css.search}>
      <TextInput
        aria-label={t('complaints.find')}
        placeholder={t('complaints.find')}
        leftSection={<IconSearch size={14} />}
        value={text}
        data-autofocus
        role="combobox"
        aria-expanded={rows.length > 0}
        aria-controls={rows.length > 0 ? 'complaint-options' : undefined}
        aria-activedescendant={rows[at] === undefined ? undefined : `complaint-${rows[at].id}`}
        onChange={event => {
          setText(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <Faces
        of={answer}
        compact
        isEmpty={data => data.rows.length === 0}
        empty={<Empty compact title={t('complaints.noFree')} hint={t('complaints.noFreeHint')} />}
      >
        {data => (
          <div className={css.list} role="listbox" id="complaint-options" aria-label={t('complaints.find')}>
            {data.rows.map((complaint, i) => (
              <div
                key={complaint.id}
                id={`complaint-${complaint.id}`}
                role="option"
                aria-selected={i === at}
                className={css.row}
                onMouseMove={() => {
                  setAt(i)
                }}
                onClick={() => {
                  if (!busy) onPick(complaint)
                }}
              >
                <span className={css.number}>{complaint.number}</span>
                <span className={css.title}>{complaint.title}</span>
                <span className={css.at}>{f.date(complaint.receivedAt)}</span>
              </div>
            ))}
          </div>
        )}
      </Faces>
    </div>
  )
}

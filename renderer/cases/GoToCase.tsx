import { Modal, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { useGo } from '../app/navigation'
import { Empty, Faces } from '../ui/faces'
import { CaseStateBadge } from './states'
import css from './ComplaintSearch.module.css'

/** Go to a case by its number, or by the part of it one remembers. */
export function GoToCase({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('cases')
  const go = useGo()
  const [text, setText] = useState('')
  const [searched] = useDebouncedValue(text, 100)
  const [at, setAt] = useState(0)
  const answer = useQueryOf(
    'cases.list',
    { filter: { text: searched.trim() }, sort: 'number', descending: true, limit: 12 },
    { keep: true }
  )
  const rows = answer.data?.rows ?? []
  const open = (id: string): void => {
    onClose()
    go(`/cases/${id}`)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setAt(Math.max(0, Math.min(rows.length - 1, at + step)))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const typed = text.trim().toUpperCase()
      const row = rows.find(one => one.number.toUpperCase() === typed) ?? rows[at]
      if (row !== undefined) open(row.id)
    }
  }
  return (
    <Modal opened onClose={onClose} title={t('goTo')} size={560}>
      <div className={css.search}>
        <TextInput
          aria-label={t('goToHint')}
          placeholder={t('goToHint')}
          leftSection={<IconSearch size={14} />}
          value={text}
          data-autofocus
          role="combobox"
          aria-expanded
          aria-controls="case-options"
          aria-activedescendant={rows[at] === undefined ? undefined : `case-option-${rows[at].id}`}
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
          empty={<Empty compact title={t('noneMatch')} />}
        >
          {data => (
            <div className={css.list} role="listbox" id="case-options" aria-label={t('goTo')}>
              {data.rows.map((row, i) => (
                <div
                  key={row.id}
                  id={`case-option-${row.id}`}
                  role="option"
                  aria-selected={i === at}
                  className={css.row}
                  onMouseMove={() => {
                    setAt(i)
                  }}
                  onClick={() => {
                    open(row.id)
                  }}
                >
                  <span className={css.number}>{row.number}</span>
                  <span className={css.title}>{row.title}</span>
                  <CaseStateBadge state={row.state} />
                </div>
              ))}
            </div>
          )}
        </Faces>
      </div>
    </Modal>
  )
}

import { Button, Textarea } from '@mantine/core'
import { IconPencil, IconQuote } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../ui/CopyButton'
import css from './complaints.module.css'

interface Props {
  readonly value: string
  readonly onChange: (words: string) => void
  readonly readOnly: boolean
  /** Begin by writing instead of reading. */
  readonly fresh: boolean
}

/** What the customer wrote, set for reading and kept exactly; changing it is a step of its own. */
export function Words({ value, onChange, readOnly, fresh }: Props) {
  const { t } = useTranslation('intake')
  const [editing, setEditing] = useState(fresh)
  return (
    <section className={css.block} aria-labelledby="complaint-words" data-tour="words">
      <header className={css.blockHead}>
        <IconQuote size={15} aria-hidden />
        <h2 id="complaint-words">{t('complaints.fields.words')}</h2>
        <span className={css.spacer} />
        {!editing && value !== '' && <CopyButton text={value} />}
        {!readOnly && !fresh && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={editing ? undefined : <IconPencil size={13} />}
            onClick={() => {
              setEditing(!editing)
            }}
          >
            {editing ? t('complaints.read') : t('complaints.correctWords')}
          </Button>
        )}
      </header>
      {editing ? (
        <div className={css.writing}>
          <Textarea
            aria-label={t('complaints.fields.words')}
            description={t('complaints.verbatim')}
            placeholder={t('complaints.wordsHint')}
            autosize
            minRows={10}
            maxRows={30}
            maxLength={100_000}
            autoFocus={!fresh}
            classNames={{ input: css.wordsInput ?? '' }}
            value={value}
            onChange={event => {
              onChange(event.currentTarget.value)
            }}
          />
        </div>
      ) : value === '' ? (
        <p className={css.nothing}>{t('complaints.noWords')}</p>
      ) : (
        <blockquote className={css.words}>{value}</blockquote>
      )}
    </section>
  )
}

import type { TestRow } from '@contract/instruments'
import { Text } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import css from './instruments.module.css'
import { testName } from './words'

interface Props {
  readonly set: string
  readonly part: number
  readonly tests: ReadonlyMap<number, TestRow>
}

/** As many as a person reads of one part; the lists of the set have them all. */
const shown = 50

/** What functional tests say of this part's failures, and what the program wrote while it was tested. */
export function PartNotes({ set, part, tests }: Props) {
  const { t } = useTranslation('instruments')
  const details = useQueryOf('instruments.details', { id: set, part, limit: shown })
  const notes = useQueryOf('instruments.notes', { id: set, part, limit: shown })
  const failures = details.data?.details ?? []
  const texts = notes.data?.notes ?? []
  const hidden = (details.data?.total ?? 0) - failures.length + ((notes.data?.total ?? 0) - texts.length)
  return (
    <>
      {failures.map((detail, i) => {
        const test = tests.get(detail.test)
        return (
          <div key={i}>
            <Text fw={600} size="sm" mb={4}>
              {t('part.failure', { test: test === undefined ? '' : testName(test) })}
            </Text>
            <dl className={css.facts}>
              {detail.fields.map(([name, value]) => (
                <Fragment key={name}>
                  <dt className={css.mono}>{name}</dt>
                  <dd>{value}</dd>
                </Fragment>
              ))}
            </dl>
          </div>
        )
      })}
      {texts.length > 0 && (
        <div>
          <Text fw={600} size="sm" mb={4}>
            {t('notes.title')}
          </Text>
          <ul className={css.remarks}>
            {texts.map(note => (
              <li key={note.index}>
                <span className={css.mono}>{note.record}</span> {note.text}
              </li>
            ))}
          </ul>
        </div>
      )}
      {hidden > 0 && (
        <Text size="sm" c="dimmed">
          {t('notes.more', { count: hidden })}
        </Text>
      )}
    </>
  )
}

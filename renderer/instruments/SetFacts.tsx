import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { Section } from '../ui/Page'
import css from './instruments.module.css'
import { NoteList, PinList } from './NotesView'
import { Remarks } from './Remarks'
import { type SetDetail, testerTime } from './words'

const clocks = /\.(SETUP_T|START_T|FINISH_T)$/

/** Header fields by their standard names, records by type, and what the reader remarked. */
export function SetFacts({ detail }: { readonly detail: SetDetail }) {
  const { t } = useTranslation('instruments')
  const f = useFormat()
  const shown = (name: string, value: string): string => {
    const seconds = Number(value)
    return clocks.test(name) && seconds > 0
      ? `${testerTime(new Date(seconds * 1000).toISOString(), true)} (${value})`
      : value
  }
  return (
    <div className={css.detail}>
      <Section title={t('facts.remarks')}>
        <Remarks warnings={detail.warnings} />
      </Section>
      <Section title={t('facts.header')}>
        <dl className={css.facts}>
          {detail.header.map(([name, value], i) => (
            <Line key={i} name={name} value={shown(name, value)} />
          ))}
        </dl>
      </Section>
      <Section title={t('facts.records')}>
        <dl className={css.facts}>
          {detail.records
            .toSorted((a, b) => b[1] - a[1])
            .map(([type, count]) => (
              <Line key={type} name={type} value={f.number(count)} />
            ))}
        </dl>
      </Section>
      <NoteList set={detail.summary.id} />
      <PinList set={detail.summary.id} />
      <Section title={t('facts.source')}>
        <dl className={css.facts}>
          {detail.summary.member !== '' && <Line name={t('facts.member')} value={detail.summary.member} />}
          <Line name="SHA-256" value={detail.sha256} />
        </dl>
      </Section>
    </div>
  )
}

function Line({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt className={css.mono}>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}

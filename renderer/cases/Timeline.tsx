import { Button } from '@mantine/core'
import {
  IconAlertCircle,
  IconArrowRight,
  IconChecklist,
  IconFile,
  IconFileImport,
  IconFolder,
  IconMessage,
  IconPinned,
  IconShieldCheck,
  IconPoint,
  IconTopologyStar3
} from '@tabler/icons-react'
import { useEffect, useEffectEvent, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Icon } from '../app/areas'
import { useFormat } from '../app/i18n/useFormat'
import { Empty, Failure, Loading } from '../ui/faces'
import { isRefKind } from '../ui/refs/kinds'
import { useLabel } from '../ui/refs/labels'
import { FieldValue } from './FieldValue'
import css from './Timeline.module.css'
import { groupByDay, type Happening } from './timeline'
import { Steps } from './TimelineSteps'
import { useTimeline } from './useTimeline'

const signs: Readonly<Record<string, Icon>> = {
  case: IconFolder,
  comment: IconMessage,
  file: IconFile,
  import: IconFileImport,
  task: IconChecklist,
  action: IconShieldCheck,
  complaint: IconAlertCircle,
  evidence: IconPinned,
  diagram: IconTopologyStar3
}

/** Everything that happened to a case, by day, newest first; more is read as one scrolls. */
export default function Timeline({ caseId }: { readonly caseId: string }) {
  const { t, i18n } = useTranslation('cases')
  const f = useFormat()
  const answer = useTimeline(caseId)
  const { data, hasNextPage, isFetchingNextPage } = answer
  const end = useRef<HTMLDivElement>(null)
  const days = useMemo(
    () =>
      groupByDay(
        (data?.pages ?? []).flatMap(page => page.entries),
        moment => f.date(moment)
      ),
    [data, f]
  )
  const more = (): void => {
    if (hasNextPage && !isFetchingNextPage) void answer.fetchNextPage()
  }
  const seenEnd = useEffectEvent(more)
  useEffect(() => {
    const element = end.current
    if (element === null) return
    const watcher = new IntersectionObserver(
      seen => {
        if (seen.some(entry => entry.isIntersecting)) seenEnd()
      },
      { rootMargin: '400px' }
    )
    watcher.observe(element)
    return () => {
      watcher.disconnect()
    }
  }, [days.length])

  if (data === undefined) {
    return answer.error === null ? (
      <Loading />
    ) : (
      <Failure error={answer.error} retry={() => void answer.refetch()} />
    )
  }
  if (days.length === 0) return <Empty title={t('timeline.empty')} compact />
  const long = new Intl.DateTimeFormat(i18n.language, { weekday: 'long', timeZone: 'UTC' })
  return (
    <div className={css.timeline} role="region" aria-label={t('tabs.timeline')} tabIndex={0}>
      {days.map(({ day, happenings }) => (
        <section key={day} className={css.day} aria-label={day}>
          <h2 className={css.date}>
            {day} <span>{long.format(new Date(`${day}T00:00:00Z`))}</span>
          </h2>
          <ol className={css.list}>
            {happenings.map(happening => (
              <Entry key={happening.entry.seq} happening={happening} />
            ))}
          </ol>
        </section>
      ))}
      <div ref={end} className={css.end}>
        {hasNextPage && (
          <Button variant="subtle" loading={isFetchingNextPage} onClick={more}>
            {t('timeline.more')}
          </Button>
        )}
      </div>
    </div>
  )
}

function Entry({ happening }: { readonly happening: Happening }) {
  const { t, i18n } = useTranslation('cases')
  const f = useFormat()
  const { entry, entity, deed, changes } = happening
  const Sign = signs[entity] ?? IconPoint
  const own = `cases:timeline.${entity}.${deed}`
  // A change of one field does not say whose: the record's present name does.
  const unnamed = entry.title === '' && entity !== 'case' && isRefKind(entity)
  const label = useLabel(unnamed ? { kind: entity, id: entry.entityId } : null)
  const title = unnamed ? (label ?? '') : entry.title
  const words = i18n.exists(own)
    ? t(own, { title })
    : t(`timeline.other.${deed}`, { title, kind: entry.entity })
  return (
    <li className={css.entry}>
      <Sign size={15} stroke={1.7} />
      <div className={css.what}>
        <div>
          <b>{entry.actor}</b> {deed === 'step' ? <Steps newest={entry} before={happening.before} /> : words}
        </div>
        {deed === 'added' && changes.length > 0 && (
          <div className={css.change}>
            {changes.map(([field, , after]) => (
              <span key={field} className={css.first}>
                <span className={css.field}>{fieldName(field)}</span>
                <FieldValue field={field} value={after} entity={entity} />
              </span>
            ))}
          </div>
        )}
        {(deed === 'added' ? [] : changes).map(([field, before, after]) => (
          <div key={field} className={css.change}>
            <span className={css.field}>{fieldName(field)}</span>
            <span className={css.before}>
              <FieldValue field={field} value={before} entity={entity} />
            </span>
            <IconArrowRight size={13} aria-label={t('timeline.becomes')} />
            <span className={css.after}>
              <FieldValue field={field} value={after} entity={entity} />
            </span>
          </div>
        ))}
        {entry.reason !== '' && (
          <div className={css.reason}>{t('timeline.reason', { reason: entry.reason })}</div>
        )}
      </div>
      <time
        className={css.time}
        dateTime={entry.at}
        title={`${f.dateTime(entry.at, true)} · ${f.zone(entry.at)}`}
      >
        {f.dateTime(entry.at).slice(11)}
      </time>
    </li>
  )

  function fieldName(field: string): string {
    return i18n.exists(`cases:fields.${field}`) ? t(`fields.${field}`) : field
  }
}

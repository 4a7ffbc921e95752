import type { Output } from '@contract/index'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { CopyButton } from '../ui/CopyButton'
import { Faces } from '../ui/faces'
import { Section } from '../ui/Page'
import { TimeAgo, useNow } from '../ui/TimeAgo'
import css from './backup.module.css'

type Info = Output<'store.info'>

/** Beyond this the newest backup is called old, in ms: a day and a half. */
const old = 36 * 3_600_000

/** What the store is, where it lies, how large it has grown, and whether it is backed up. */
export function StoreFacts() {
  const { t } = useTranslation('backup')
  const info = useQueryOf('store.info', {}, { topics: ['backup', 'store', 'import'] })
  return (
    <Section title={t('facts.title')}>
      <Faces of={info} rows={4}>
        {data => <Figures info={data} />}
      </Faces>
    </Section>
  )
}

function Figures({ info }: { readonly info: Info }) {
  const { t } = useTranslation('backup')
  const f = useFormat()
  const now = useNow()
  const late = info.lastBackupAt === null || now - Date.parse(info.lastBackupAt) > old
  const Sign = late ? IconAlertTriangle : IconCircleCheck
  return (
    <>
      <div className={css.figures}>
        <Figure name={t('facts.lastBackup')}>
          <span className={css.backedUp} data-late={late || undefined}>
            <Sign size={16} aria-hidden />
            {info.lastBackupAt === null ? t('facts.noBackup') : <TimeAgo at={info.lastBackupAt} />}
          </span>
        </Figure>
        <Figure name={t('facts.records')}>{f.bytes(info.recordsBytes)}</Figure>
        <Figure name={t('facts.measurements')}>{f.bytes(info.measurementsBytes)}</Figure>
        <Figure
          name={t('facts.attachments')}
          note={t('facts.files', { count: info.attachments, shown: f.number(info.attachments) })}
        >
          {f.bytes(info.attachmentBytes)}
        </Figure>
      </div>
      <dl className={css.facts}>
        <dt>{t('facts.name')}</dt>
        <dd>{info.name}</dd>
        <dt>{t('facts.folder')}</dt>
        <dd className={css.path}>
          <code>{info.dir}</code>
          <CopyButton text={info.dir} />
        </dd>
        <dt>{t('facts.id')}</dt>
        <dd>
          <code>{info.id}</code>
        </dd>
        <dt>{t('facts.format')}</dt>
        <dd>{t('facts.formatSays', { format: info.format, sqlite: info.sqlite })}</dd>
      </dl>
      {info.openedAfterCrash && (
        <p className={css.notice} role="note">
          <IconAlertTriangle size={15} aria-hidden />
          {t('facts.afterCrash')}
        </p>
      )}
    </>
  )
}

function Figure({
  name,
  note,
  children
}: {
  readonly name: string
  readonly note?: string
  readonly children: ReactNode
}) {
  return (
    <div className={css.figure}>
      <div className={css.figureName}>{name}</div>
      <div className={css.figureValue}>{children}</div>
      {note !== undefined && <div className={css.quiet}>{note}</div>}
    </div>
  )
}

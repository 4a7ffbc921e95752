import type { BackupEntry } from '@contract/backup'
import { Button } from '@mantine/core'
import { IconDatabaseExport, IconDatabaseImport } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { useUrlValue } from '../app/navigation'
import { Empty, Faces } from '../ui/faces'
import { Section } from '../ui/Page'
import { StateBadge } from '../ui/StateBadge'
import { TimeAgo } from '../ui/TimeAgo'
import css from './backup.module.css'
import { LastJob, useLast } from './LastJob'
import { MakeBackup } from './MakeBackup'
import { Restore } from './Restore'

const kinds = ['backup', 'restore']

/** The backups that are kept, making another, and making a store of one. */
export function Backups() {
  const { t } = useTranslation('backup')
  const list = useQueryOf('backup.list', {}, { topics: ['backup', 'job'] })
  const { shown, busy } = useLast(kinds)
  const [restoring, setRestoring] = useState<string | null>(null)
  const [doing, setDoing] = useUrlValue('do', '')
  const make = (
    <Button
      leftSection={<IconDatabaseExport size={14} />}
      disabled={busy}
      onClick={() => {
        setDoing('backup')
      }}
    >
      {t('make.verb')}
    </Button>
  )
  return (
    <Section
      title={t('list.title')}
      flush
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconDatabaseImport size={14} />}
            onClick={() => {
              setRestoring('')
            }}
          >
            {t('restore.other')}
          </Button>
          {make}
        </>
      }
    >
      <LastJob job={shown} />
      <Faces
        of={list}
        rows={3}
        isEmpty={data => data.backups.length === 0}
        empty={
          <Empty
            compact
            icon={IconDatabaseExport}
            title={t('list.none')}
            hint={t('list.noneHint')}
            action={make}
          />
        }
      >
        {data => <Table backups={data.backups} onRestore={setRestoring} />}
      </Faces>
      {doing === 'backup' && (
        <MakeBackup
          onClose={() => {
            setDoing('')
          }}
        />
      )}
      {restoring !== null && (
        <Restore
          from={restoring}
          onClose={() => {
            setRestoring(null)
          }}
        />
      )}
    </Section>
  )
}

interface TableProps {
  readonly backups: readonly BackupEntry[]
  readonly onRestore: (path: string) => void
}

function Table({ backups, onRestore }: TableProps) {
  const { t, i18n } = useTranslation('backup')
  const f = useFormat()
  const reason = (name: string): string =>
    i18n.exists(`backup:reasons.${name}`) ? t(`reasons.${name}`) : name
  return (
    <div className={css.tableScroll}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('list.at')}</th>
            <th scope="col">{t('list.reason')}</th>
            <th scope="col">{t('list.attachments')}</th>
            <th scope="col" data-end>
              {t('list.size')}
            </th>
            <th scope="col">{t('list.state')}</th>
            <th scope="col" className={css.folder}>
              {t('list.folder')}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {backups.map(backup => (
            <tr key={backup.path}>
              <td title={backup.path}>
                {f.dateTime(backup.at)}{' '}
                <span className={css.quiet}>
                  <TimeAgo at={backup.at} />
                </span>
              </td>
              <td>{reason(backup.reason)}</td>
              <td>
                {t(`attachments.${backup.attachments}`)}{' '}
                <span className={css.quiet}>{f.number(backup.attachmentCount)}</span>
              </td>
              <td data-end>{f.bytes(backup.bytes)}</td>
              <td>
                {backup.missing === 0 ? (
                  <StateBadge tone="ok">{t('list.whole')}</StateBadge>
                ) : (
                  <StateBadge tone="warn">{t('list.missing', { count: backup.missing })}</StateBadge>
                )}
              </td>
              <td className={css.folder} title={backup.path}>
                {backup.name}
              </td>
              <td data-end>
                <Button
                  size="compact-xs"
                  variant="subtle"
                  aria-label={t('restore.ofName', { name: backup.name })}
                  onClick={() => {
                    onRestore(backup.path)
                  }}
                >
                  {t('restore.verb')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

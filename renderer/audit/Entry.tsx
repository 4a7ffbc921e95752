import type { AuditRowOut } from '@contract/audit'
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { LinkTo } from '../app/navigation'
import { CopyButton } from '../ui/CopyButton'
import { Empty, Faces } from '../ui/faces'
import { routeOf } from '../ui/refs/kinds'
import { RefText } from '../ui/refs/RefText'
import { StateBadge } from '../ui/StateBadge'
import css from './audit.module.css'
import { useNames } from './names'
import { useFieldName, Value } from './Value'
import { changesOf, differing, nameOf, recordOf, valuesOf } from './values'

interface Props {
  readonly seq: number
  /** The entry, where the list has it already. */
  readonly row: AuditRowOut | undefined
  readonly onClose: () => void
}

/** One entry in full. */
export function EntryPane({ seq, row, onClose }: Props) {
  const { t } = useTranslation('audit')
  const asked = useQueryOf('audit.list', { before: seq + 1, limit: 1 }, { enabled: row === undefined })
  return (
    <section className={css.pane} aria-label={t('entry', { seq })}>
      <header className={css.paneHead}>
        <h2>{t('entry', { seq })}</h2>
        <Tooltip label={t('close')}>
          <ActionIcon aria-label={t('close')} onClick={onClose}>
            <IconX size={16} />
          </ActionIcon>
        </Tooltip>
      </header>
      {row !== undefined ? (
        <Entry row={row} />
      ) : (
        <Faces of={asked}>
          {({ rows: [found] }) =>
            found?.seq === seq ? <Entry row={found} /> : <Empty compact title={t('notThere', { seq })} />
          }
        </Faces>
      )}
    </section>
  )
}

function Entry({ row }: { readonly row: AuditRowOut }) {
  const { t } = useTranslation('audit')
  const f = useFormat()
  const names = useNames()
  const before = valuesOf(row.before)
  const after = valuesOf(row.after)
  const record = recordOf(row.entity, row.entityId)
  const name = nameOf(before, after)
  const to = record === null ? null : routeOf(record)
  return (
    <div className={css.entry}>
      <p className={css.act}>
        <b>{names.action(row.action)}</b>
        {row.clockWentBack && (
          <StateBadge tone="warn" title={t('clockBackSays')}>
            {t('clockBack')}
          </StateBadge>
        )}
      </p>
      <dl className={css.facts}>
        <dt>{t('at')}</dt>
        <dd>
          {f.dateTime(row.at, true)} <span className={css.quiet}>{f.zone(row.at)}</span>
        </dd>
        <dt>{t('by')}</dt>
        <dd>
          {row.actorName === '' ? t('system') : row.actorName}
          {row.station !== '' && <span className={css.quiet}> · {row.station}</span>}
        </dd>
        <dt>{t('record')}</dt>
        <dd>
          {names.entity(row.entity)}{' '}
          {name !== '' ? name : record === null ? row.entityId : <RefText of={record} />}
          {to !== null && (
            <LinkTo to={to} className={css.open}>
              {t('openRecord')}
            </LinkTo>
          )}
        </dd>
        {row.subject !== null && row.subject !== row.entityId && (
          <>
            <dt>{t('case')}</dt>
            <dd>
              <RefText of={{ kind: 'case', id: row.subject }} link />
            </dd>
          </>
        )}
        {row.reason !== '' && (
          <>
            <dt>{t('reason')}</dt>
            <dd className={css.text}>{row.reason}</dd>
          </>
        )}
      </dl>
      <Changes entity={row.entity} before={before} after={after} />
      <div className={css.hash}>
        <span>{t('hash')}</span>
        <code title={row.hash}>{row.hash.slice(0, 16)}…</code>
        <CopyButton text={row.hash} />
      </div>
    </div>
  )
}

interface ChangesProps {
  readonly entity: string
  readonly before: ReturnType<typeof valuesOf>
  readonly after: ReturnType<typeof valuesOf>
}

function Changes({ entity, before, after }: ChangesProps) {
  const { t } = useTranslation('audit')
  const fieldName = useFieldName()
  const changes = changesOf(before, after)
  if (before === null && after === null) return <p className={css.quiet}>{t('noValues')}</p>
  if (changes.length === 0) return <p className={css.quiet}>{t('same')}</p>
  const both = before !== null && after !== null
  const title = both ? t('changed') : after !== null ? t('entered') : t('wasRemoved')
  return (
    <table className={css.changes}>
      <caption>{title}</caption>
      <colgroup>
        <col className={css.fieldColumn} />
      </colgroup>
      <thead className={both ? undefined : 'fab-visually-hidden'}>
        <tr>
          <th scope="col">{t('field')}</th>
          {before !== null && <th scope="col">{t('before')}</th>}
          {after !== null && <th scope="col">{t('after')}</th>}
        </tr>
      </thead>
      <tbody>
        {changes.map(change => {
          const [old, now] =
            typeof change.before === 'string' && typeof change.after === 'string'
              ? differing(change.before, change.after)
              : []
          return (
            <tr key={change.field}>
              <th scope="row">{fieldName(change.field)}</th>
              {before !== null && (
                <td data-side={both ? 'before' : undefined}>
                  <Value entity={entity} field={change.field} value={change.before} range={old} />
                </td>
              )}
              {after !== null && (
                <td data-side={both ? 'after' : undefined}>
                  <Value entity={entity} field={change.field} value={change.after} range={now} />
                </td>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

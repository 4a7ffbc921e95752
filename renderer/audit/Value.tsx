import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { Marked } from '../ui/Marked'
import { RefText } from '../ui/refs/RefText'
import css from './audit.module.css'
import { refsOf } from './values'

/** Text keys of a coded value, by field and kind of record or by field alone; `*` stands for the code. */
const vocabularies: Readonly<Record<string, string>> = {
  'case.state': 'cases:states.*',
  'task.state': 'workflow:states.*',
  'action.state': 'capa:states.*',
  'action.kind': 'capa:kinds.*',
  'lot.kind': 'trace:lots.kinds.*',
  'job.kind': 'jobs:kinds.*',
  'backup.reason': 'backup:reasons.*',
  severity: 'cases:severities.*',
  channel: 'intake:complaints.channels.*',
  attachments: 'backup:attachments.*',
  permissions: 'people:permissions.*.name'
}

interface Props {
  readonly entity: string
  readonly field: string
  readonly value: unknown
  /** [start, end) of a text that differs from the other side. */
  readonly range?: readonly [number, number] | undefined
}

/** A recorded value in words: names for ids, terms for codes, moments at the site. */
export function Value({ entity, field, value, range }: Props): ReactNode {
  const { t, i18n } = useTranslation('audit')
  const f = useFormat()
  const nothing = <span className={css.empty}>{t('empty')}</span>
  if (value === null || value === undefined || value === '') return nothing
  const refs = refsOf(field, value)
  if (refs !== null) {
    if (refs.length === 0) return nothing
    return refs.map((ref, i) => (
      <span key={ref.id}>
        {i > 0 && ', '}
        <RefText of={ref} link />
      </span>
    ))
  }
  if (typeof value === 'boolean') return value ? t('yes') : t('no')
  if (typeof value === 'number') return field === 'bytes' ? f.bytes(value) : f.number(value)
  if (typeof value === 'string') {
    const pattern = vocabularies[`${entity}.${field}`] ?? vocabularies[field]
    const key = pattern?.replace('*', value)
    if (key !== undefined && i18n.exists(key)) return i18n.t(key)
    if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return f.dateTime(value, true)
    return (
      <span className={css.text}>
        {range === undefined || range[0] >= range[1] ? value : <Marked text={value} ranges={[range]} />}
      </span>
    )
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return nothing
    return (
      <ol className={css.list}>
        {value.map((item: unknown, i) => (
          <li key={i}>
            <Value entity={entity} field={field} value={item} />
          </li>
        ))}
      </ol>
    )
  }
  if (typeof value === 'object') return <Fields entity={entity} values={value} />
  return null
}

function Fields({ entity, values }: { readonly entity: string; readonly values: object }) {
  const name = useFieldName()
  const told: readonly (readonly [string, unknown])[] = Object.entries(values)
  return (
    <dl className={css.inner}>
      {told
        .filter(([, value]) => value !== null && value !== '')
        .map(([field, value]) => (
          <div key={field}>
            <dt>{name(field)}</dt>
            <dd>
              <Value entity={entity} field={field} value={value} />
            </dd>
          </div>
        ))}
    </dl>
  )
}

/** What a field is called; its own name where it has no text. */
export function useFieldName(): (field: string) => string {
  const { t, i18n } = useTranslation('audit')
  return field => (i18n.exists(`audit:fields.${field}`) ? t(`fields.${field}`) : field)
}

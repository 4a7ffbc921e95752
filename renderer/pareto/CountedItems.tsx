import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { LinkTo } from '../app/navigation'
import { routeOfView, usualView } from './state'
import css from '../ui/register/register.module.css'
import { Related } from '../ui/register/Related'

interface Props {
  readonly title: string
  readonly none: string
  /** Field of complaint items that names the record, and the key it is named by. */
  readonly field: string
  readonly value: string
  /** What the record is called in the filter. */
  readonly label: string
  /** Field by which they are counted first. */
  readonly usual: string
}

/** Complaint items that name a record, with the way to their Pareto. */
export function CountedItems({ title, none, field, value, label, usual }: Props) {
  const { t } = useTranslation('pareto')
  const counted = useQueryOf(
    'pareto.records',
    { source: 'items', filters: [{ field, keys: [value] }], limit: 8 },
    { topics: ['complaint'] }
  )
  const view = usualView('items')
  const filters = [{ field, keys: [value], labels: [label], not: false }]
  const levels = [usual, ...view.levels.filter(one => one !== usual)]
  return (
    <Related
      title={title}
      of={counted}
      none={none}
      actions={
        (counted.data?.total ?? 0) > 0 && (
          <LinkTo to={routeOfView({ ...view, filters, levels })} className={css.more}>
            {t('countThese')}
          </LinkTo>
        )
      }
      lines={(counted.data?.rows ?? []).map(row => ({
        id: row.id,
        to: row.link,
        number: row.label,
        title: row.title,
        side: row.day ?? ''
      }))}
    />
  )
}

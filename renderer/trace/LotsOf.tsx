import type { Input } from '@contract/index'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { Related } from '../ui/register/Related'

interface Props {
  readonly where: NonNullable<Input<'lots.list'>['where']>
  /** Said where there are none. */
  readonly none: string
}

/** The first lots of a record, with their kind and how many they hold. */
export function LotsOf({ where, none }: Props) {
  const { t } = useTranslation('trace')
  const f = useFormat()
  const lots = useQueryOf('lots.list', { where, limit: 8 })
  return (
    <Related
      title={t('lots.title')}
      of={lots}
      none={none}
      lines={(lots.data?.rows ?? []).map(row => ({
        id: row.id,
        to: `/lots/${row.id}`,
        title: row.lotNumber,
        side: [t(`lots.kinds.${row.kind}`), row.quantity === null ? '' : f.number(row.quantity)]
          .filter(Boolean)
          .join(' · ')
      }))}
    />
  )
}

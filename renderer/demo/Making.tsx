import { Progress, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import css from './demo.module.css'

/** How far the making of a demo store is, asked a few times a second while it is made. */
export function Making() {
  const { t } = useTranslation('demo')
  const f = useFormat()
  const { data } = useQueryOf('stores.demoProgress', {}, { every: 250 })
  const making = data?.making ?? null
  const share = making === null || making.total === 0 ? 0 : making.done / making.total
  return (
    <div role="status" className={css.making}>
      <Progress value={100 * share} animated aria-label={t('making.label')} />
      <Text size="xs" c="dimmed" mt={4}>
        {making === null || making.total === 0
          ? t('making.people')
          : t('making.records', { share: f.percent(share, 0) })}
      </Text>
    </div>
  )
}

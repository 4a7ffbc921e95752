import type { ImportRecord } from '@contract/instruments'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import css from './instruments.module.css'

/** What a reader had to say about a file, line by line, each with its place. */
export function Remarks({ warnings }: { readonly warnings: ImportRecord['warnings'] }) {
  const { t } = useTranslation('instruments')
  const f = useFormat()
  if (warnings.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('report.noRemarks')}
      </Text>
    )
  return (
    <ul className={css.remarks}>
      {warnings.map((warning, i) => (
        <li key={i}>
          {t(`warnings.${warning.key}`, {
            ...warning.params,
            offset: warning.offset === null ? '' : f.number(warning.offset)
          })}
        </li>
      ))}
    </ul>
  )
}

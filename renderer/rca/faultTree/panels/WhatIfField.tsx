import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { WhatIf } from '../results/useWhatIf'
import { whatIfStates } from '../results/useWhatIf'
import type { Target } from '../tree'
import css from './panels.module.css'

/** What a gate or event is taken to be for once, whatever its inputs or its model say. */
export function WhatIfField({ record, whatIf }: { readonly record: Target; readonly whatIf: WhatIf }) {
  const { t } = useTranslation('faultTree')
  const given = whatIf.given.get(record.id) ?? null
  return (
    <div>
      <div className={css.label}>{t('whatIf.set')}</div>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t('whatIf.set')}
        value={String(given)}
        data={whatIfStates.map(state => ({
          value: String(state),
          label: t(state === null ? `whatIf.${record.type}` : state ? 'whatIf.true' : 'whatIf.false')
        }))}
        onChange={value => {
          whatIf.set(record.id, whatIfStates.find(state => String(state) === value) ?? null)
        }}
      />
    </div>
  )
}

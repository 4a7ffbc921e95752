import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { WhatIf } from '../results/useWhatIf'
import { whatIfStates } from '../results/useWhatIf'
import type { Target } from '../tree'
import css from './panels.module.css'

interface Props {
  /** One, or several of one kind. */
  readonly records: readonly Target[]
  readonly whatIf: WhatIf
}

/** What gates or events are taken to be for once, whatever their inputs or their models say. */
export function WhatIfField({ records, whatIf }: Props) {
  const { t } = useTranslation('faultTree')
  const given = new Set(records.map(record => whatIf.given.get(record.id) ?? null))
  const [only] = given
  const type = records[0]?.type ?? 'event'
  return (
    <div>
      <div className={css.label}>{t('whatIf.set')}</div>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t('whatIf.set')}
        value={given.size === 1 ? String(only) : 'mixed'}
        data={whatIfStates.map(state => ({
          value: String(state),
          label: t(state === null ? `whatIf.${type}` : state ? 'whatIf.true' : 'whatIf.false')
        }))}
        onChange={value => {
          const state = whatIfStates.find(one => String(one) === value) ?? null
          for (const record of records) whatIf.set(record.id, state)
        }}
      />
    </div>
  )
}

import { Select } from '@mantine/core'
import { retestRules } from '@contract/analysis'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import css from './analysis.module.css'
import { useBench } from './bench'
import { share } from './words'

/** Which touch of a part counts. */
export function RetestRule() {
  const { t } = useTranslation('analysis')
  const { view, setView } = useBench()
  return (
    <Select
      w={178}
      aria-label={t('retest.title')}
      value={view.retest}
      allowDeselect={false}
      onChange={value => {
        const retest = retestRules.find(rule => rule === value)
        if (retest !== undefined) setView({ ...view, retest })
      }}
      data={retestRules.map(rule => ({ value: rule, label: t(`retest.rules.${rule}`) }))}
    />
  )
}

/** Yield at the first touch and in the end, and what was tested again in between. */
export function Yields() {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const { overview } = useBench()
  if (overview === undefined) return null
  const { shown, good, firstGood, retested, recovered, lost } = overview
  return (
    <div className={css.yields}>
      <Figure name={t('yield.final')} value={f.percent(share(good, shown), 2)} />
      <Figure name={t('yield.first')} value={f.percent(share(firstGood, shown), 2)} />
      {retested > 0 && (
        <Figure
          name={t('yield.retested')}
          value={t('yield.turned', {
            n: f.number(retested),
            recovered: f.number(recovered),
            lost: f.number(lost)
          })}
        />
      )}
    </div>
  )
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <span className={css.figure}>
      <span>{name}</span> <b>{value}</b>
    </span>
  )
}

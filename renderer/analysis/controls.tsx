import { type Grouping, groupings } from '@contract/analysis'
import { SegmentedControl, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Empty } from '../ui/faces'
import { useBench } from './bench'
import { useElements } from './Elements'

/** What figures are split by, kept in the address under `name`. */
export function useGrouping(name: string): Grouping {
  const { option } = useBench()
  const text = option(name, 'none')
  return groupings.find(known => known === text) ?? 'none'
}

/** What figures are split by. */
export function GroupSelect({
  name,
  only = groupings
}: {
  readonly name: string
  readonly only?: readonly Grouping[]
}) {
  const { t } = useTranslation('analysis')
  const { setOption } = useBench()
  const by = useGrouping(name)
  return (
    <Select
      w={150}
      aria-label={t('groups.label')}
      value={by}
      allowDeselect={false}
      onChange={value => {
        setOption(name, value === 'none' || value === null ? '' : value)
      }}
      data={only.map(value => ({ value, label: t(`groups.${value}`) }))}
    />
  )
}

/** One of a few ways, kept in the address under `name`; the first is the usual one. */
export function Choice({
  name,
  label,
  values
}: {
  readonly name: string
  readonly label: string
  readonly values: readonly { readonly value: string; readonly label: string }[]
}) {
  const { option, setOption } = useBench()
  const usual = values[0]?.value ?? ''
  return (
    <SegmentedControl
      aria-label={label}
      value={option(name, usual)}
      onChange={value => {
        setOption(name, value === usual ? '' : value)
      }}
      data={[...values]}
    />
  )
}

/** Which value of a test that has several (the pins of an MPR), by the name of its pin where the file gives it. */
export function ElementInput() {
  const { t } = useTranslation('analysis')
  const { view, test, setTest } = useBench()
  const several = test !== null && test.elements > 1
  const found = useElements(several ? test.ref : null, view)
  if (!several) return null
  const named = found.data?.test.ref.key === test.ref.key ? found.data.elements : []
  return (
    <Select
      w={130}
      aria-label={t('elements.which')}
      searchable={test.elements > 8}
      allowDeselect={false}
      value={String(test.ref.element)}
      onChange={value => {
        if (value !== null) setTest({ key: test.ref.key, element: Number(value) })
      }}
      data={Array.from({ length: Math.min(test.elements, 1000) }, (_, element) => ({
        value: String(element),
        label: `[${element}] ${named[element]?.pin ?? ''}`.trim()
      }))}
    />
  )
}

/** No test is chosen because there is none. */
export function NoTest() {
  const { t } = useTranslation('analysis')
  return <Empty title={t('tests.none')} hint={t('tests.noneHint')} compact />
}

import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { scaleRanges } from '../../charts/scale'
import { Empty, Loading } from '../../ui/faces'
import { useBench } from '../bench'
import { Choice } from '../controls'
import { Gallery } from '../map/Gallery'
import { OneMap } from '../map/OneMap'
import { type Coloring, colorings } from '../map/face'
import { showOf, useShown } from '../map/shown'

/** Wafer maps: all of the view small, one of them, or all one on the other. */
export default function Maps() {
  const { t } = useTranslation('analysis')
  const { overview } = useBench()
  const shown = useShown()
  if (overview === undefined) return <Loading rows={12} />
  if (overview.wafers.length === 0) return <Empty title={t('map.none')} hint={t('map.noneHint')} />
  const controls = <MapControls />
  if (shown.what === 'gallery') return <Gallery wafers={overview.wafers} controls={controls} />
  return <OneMap key={shown.what === 'stack' ? '' : shown.wafer} shown={shown} controls={controls} />
}

/** Which map, and what its colours say. */
function MapControls() {
  const { t } = useTranslation('analysis')
  const { overview, option, setOption, names, test } = useBench()
  const shown = useShown()
  const wafers = overview?.wafers ?? []
  const by: Coloring = colorings.find(known => known === option('m.by')) ?? 'hardBin'
  const value = shown.what === 'wafer' ? showOf(shown.wafer) : shown.what
  return (
    <>
      <Select
        w={190}
        aria-label={t('map.which')}
        value={value}
        allowDeselect={false}
        searchable={wafers.length > 8}
        onChange={next => {
          if (next !== null) setOption('m.show', next, true)
        }}
        data={[
          ...(wafers.length > 1
            ? [{ value: 'gallery', label: t('map.gallery', { count: wafers.length }) }]
            : []),
          { value: 'stack', label: t('map.stack', { count: wafers.length }) },
          ...wafers.map(wafer => ({
            value: showOf(wafer.key),
            label: t('map.wafer', { name: names.wafer(wafer.key) })
          }))
        ]}
      />
      <Select
        w={150}
        aria-label={t('map.by')}
        value={by}
        allowDeselect={false}
        onChange={next => {
          setOption('m.by', next === 'hardBin' || next === null ? '' : next)
        }}
        data={colorings.map(coloring => ({
          value: coloring,
          label: t(`map.colors.${coloring}`),
          disabled: test === null && (coloring === 'value' || coloring === 'fail')
        }))}
      />
      {shown.what === 'stack' && by !== 'value' && (
        <Choice
          name="m.figure"
          label={t('map.figure')}
          values={(['share', 'count'] as const).map(figure => ({
            value: figure,
            label: t(`map.figures.${figure}`)
          }))}
        />
      )}
      {by === 'value' && (
        <Select
          w={150}
          aria-label={t('map.range')}
          value={option('m.range', 'limits')}
          allowDeselect={false}
          onChange={next => {
            setOption('m.range', next === 'limits' || next === null ? '' : next)
          }}
          data={scaleRanges.map(range => ({ value: range, label: t(`map.ranges.${range}`) }))}
        />
      )}
    </>
  )
}

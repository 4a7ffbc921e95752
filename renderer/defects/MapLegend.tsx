import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import map from '../charts/WaferMap.module.css'
import type { Colored, Coloring } from './colors'
import css from './defects.module.css'
import { useDefectDesk } from './desk'
import { toggled } from './filter'

/** What the colours mean, with counts; a click narrows the filter to the line, or takes it out again. */
export function MapLegend({
  colored,
  by,
  drawn
}: {
  readonly colored: Colored
  readonly by: Coloring
  /** Points drawn, where there are more than that. */
  readonly drawn: number | null
}) {
  const { t } = useTranslation('defects')
  const f = useFormat()
  const { filter, setFilter } = useDefectDesk()
  const total = colored.legend.reduce((sum, line) => sum + line.count, 0)
  const choose = (key: string): void => {
    if (by === 'class') setFilter(toggled(filter, 'classes', [key === 'null' ? null : Number(key)]))
    else if (by === 'wafer') {
      const index = Number(key)
      setFilter({
        ...filter,
        wafers: filter.wafers.includes(index)
          ? filter.wafers.filter(one => one !== index)
          : [...filter.wafers, index]
      })
    } else if (by === 'cluster')
      setFilter({ ...filter, clustered: filter.clustered === (key === '1') ? null : key === '1' })
    else if (key !== 'null') {
      const [from = 0, to = 0] = key.split(':').map(Number)
      const same = filter.size?.from === from && filter.size.to === to
      setFilter({ ...filter, size: same ? null : { from, to } })
    }
  }
  return (
    <div className={css.legend}>
      <div className={map.total}>
        {t(`map.bys.${by}`)}
        {drawn !== null && ` · ${t('map.ofDrawn', { n: f.number(drawn) })}`}
      </div>
      <ul className={map.list}>
        {colored.legend.map(line => (
          <li key={line.key}>
            <button
              type="button"
              className={css.legendLine}
              disabled={line.key === ''}
              onClick={() => {
                choose(line.key)
              }}
            >
              <span className={map.swatch} style={{ background: line.color }} />
              <span className={map.name} title={line.text}>
                {line.text}
              </span>
              <span className={map.count}>{f.number(line.count)}</span>
              <span className={map.share}>{f.percent(total === 0 ? null : line.count / total)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

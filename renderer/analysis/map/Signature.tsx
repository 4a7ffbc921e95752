import { Button } from '@mantine/core'
import { IconSelect } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../app/client/index'
import { useFormat } from '../../app/i18n/useFormat'
import { Failure, Loading } from '../../ui/faces'
import css from '../analysis.module.css'
import { useBench } from '../bench'
import type { MapData } from './face'
import { groundWords } from './grounds'
import { regionsOf } from './regions'
import { polygonsOfDies } from '../../charts/lasso'

interface Props {
  readonly data: MapData
  readonly wafer: string | null
  readonly onShow: (mask: Uint8Array | null) => void
}

/** Least dies for which a shape is looked for. */
const fewestDies = 30

/** What the fails look like, with scores and grounds; the dies of it are shown, and chosen. */
export function Signature({ data, wafer, onShow }: Props) {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const { view, setFilter } = useBench()
  const [shown, setShown] = useState(false)
  // What the wafer looks like, not what a lasso left of it.
  const whole = useMemo(() => ({ ...view, filter: { ...view.filter, regions: [] } }), [view])
  const answer = useQueryOf(
    'analysis.signature',
    { view: whole, which: wafer === null ? { stack: true } : { wafer } },
    { keep: true, topics: ['import', 'set'] }
  )
  const found = answer.data
  if (found === undefined)
    return (
      <div className={css.sideBlock}>
        {answer.error === null ? <Loading rows={4} /> : <Failure error={answer.error} compact />}
      </div>
    )
  const { scores, kinds, grounds, region } = found
  // Below this a shape means nothing, and a score would only seem to say something.
  if (data.x.length < fewestDies || found.fails === 0)
    return (
      <section className={css.sideBlock} aria-label={t('signature.title')}>
        <h2 className={css.sideHead}>{t('signature.title')}</h2>
        <p className={css.quiet}>{t(found.fails === 0 ? 'signature.noFails' : 'signature.few')}</p>
      </section>
    )
  const sorted = scores.toSorted((a, b) => b.score - a.score)
  const first = kinds[0]
  const show = (): void => {
    setShown(!shown)
    onShow(shown ? null : maskOfDies(data, region))
  }
  return (
    <section className={css.sideBlock} aria-label={t('signature.title')}>
      <h2 className={css.sideHead}>{t('signature.title')}</h2>
      <p className={css.verdictLine}>
        {first === undefined || first === 'random'
          ? t('signature.none')
          : t('signature.found', { kinds: kinds.map(kind => t(`signature.kinds.${kind}`)).join(', ') })}
      </p>
      <ul className={css.scores}>
        {sorted.map(({ kind, score }) => (
          <li key={kind} data-out={kinds.includes(kind) || undefined}>
            <span>{t(`signature.kinds.${kind}`)}</span>
            <span className={css.scoreBar} aria-hidden>
              <span style={{ width: `${Math.round(score * 100)}%` }} />
            </span>
            <span className={css.legendCount}>
              {f.number(score, { maximumFractionDigits: 2, minimumFractionDigits: 2 })}
            </span>
          </li>
        ))}
      </ul>
      {region.x.length > 0 && (
        <div className={css.controls}>
          <Button variant="default" aria-pressed={shown} onClick={show}>
            {shown ? t('signature.hide') : t('signature.show')}
          </Button>
          <Button
            leftSection={<IconSelect size={14} />}
            onClick={() => {
              setShown(false)
              onShow(null)
              setFilter({
                ...view.filter,
                regions: regionsOf(polygonsOfDies(region.x, region.y).slice(0, 50), wafer)
              })
            }}
          >
            {t('signature.choose', { count: region.x.length, n: f.number(region.x.length) })}
          </Button>
        </div>
      )}
      {grounds.length > 0 && (
        <ul className={css.grounds}>
          {grounds.map((ground, i) => (
            <li key={i}>{t(`signature.grounds.${ground.key}`, groundWords(ground, f))}</li>
          ))}
        </ul>
      )}
      <p className={css.quiet}>
        {t('signature.basis', { dies: f.number(found.dies), fails: f.number(found.fails) })}
      </p>
    </section>
  )
}

/** 1 for each die of a map that is among some places. */
function maskOfDies(
  data: MapData,
  dies: { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> }
): Uint8Array {
  const places = new Set<string>()
  for (let i = 0; i < dies.x.length; i++) places.add(`${dies.x[i]},${dies.y[i]}`)
  return Uint8Array.from(data.x, (x, i) => (places.has(`${x},${data.y[i]}`) ? 1 : 0))
}

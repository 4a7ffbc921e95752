import { ActionIcon, Tooltip } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/useFormat'
import type { LegendLine } from '../../charts/paintWafer'
import { aboveColor, belowColor } from '../../charts/scale'
import { css as cssColor, unknownColor } from '../../charts/waferColors'
import { unitOf } from '../../instruments/words'
import css from '../analysis.module.css'
import { useBench } from '../bench'
import { type Face, scaleSteps } from './face'
import { useColoured } from './shown'

interface Props {
  readonly face: Face
  readonly total: number
  /** Bin that stands out. */
  readonly lit: number | null
  readonly onLit: (bin: number | null) => void
}

/** What the colours of a map mean, with counts; a bin can stand out or become the filter. */
export function MapLegend({ face, total, lit, onLit }: Props) {
  return face.kind === 'bins' ? (
    <Bins face={face} total={total} lit={lit} onLit={onLit} />
  ) : (
    <Scale face={face} />
  )
}

function Bins({ face, total, lit, onLit }: Props & { readonly face: Extract<Face, { kind: 'bins' }> }) {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const { view, setFilter } = useBench()
  const { by } = useColoured()
  const sorted = face.bins.toSorted((a, b) => Number(a.pass) - Number(b.pass) || b.count - a.count)
  const list = by === 'softBin' ? 'softBins' : 'hardBins'
  return (
    <ul className={css.legend}>
      {sorted.map(bin => {
        const name = binName(bin, by, t('map.bin', { number: bin.number }))
        return (
          <li key={bin.number}>
            <button
              type="button"
              className={css.legendLine}
              aria-pressed={lit === bin.number}
              onClick={() => {
                onLit(lit === bin.number ? null : bin.number)
              }}
            >
              <span
                className={css.swatch}
                style={{ background: cssColor(face.colors.get(bin.number) ?? unknownColor) }}
              />
              <span className={css.legendName} title={name}>
                {name}
              </span>
              <span className={css.legendVerdict}>{t(bin.pass ? 'verdict.pass' : 'verdict.fail')}</span>
              <span className={css.legendCount}>{f.number(bin.count)}</span>
              <span className={css.legendShare}>{f.percent(total === 0 ? null : bin.count / total)}</span>
            </button>
            {by !== 'fail' && (
              <Tooltip label={t('map.onlyBin')}>
                <ActionIcon
                  size={22}
                  aria-label={t('map.onlyBinOf', { name })}
                  onClick={() => {
                    setFilter({ ...view.filter, [list]: [bin.number] })
                  }}
                >
                  <IconFilter size={12} />
                </ActionIcon>
              </Tooltip>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function binName(
  bin: { readonly number: number; readonly name: string },
  by: string,
  unnamed: string
): string {
  if (by === 'fail') return bin.name
  return bin.name === '' ? unnamed : `${bin.number} ${bin.name}`
}

/** How a value of the scale is said: a share, a count, a value with its unit. */
export function useScaleWords(): (value: number) => string {
  const f = useFormat()
  const { test } = useBench()
  const { figure, by } = useColoured()
  return value =>
    by === 'value'
      ? f.si(value, unitOf(test?.units ?? ''))
      : figure === 'share'
        ? f.percent(value)
        : f.number(value)
}

function Scale({ face }: { readonly face: Extract<Face, { kind: 'scale' }> }) {
  const { t } = useTranslation('analysis')
  const say = useScaleWords()
  const { scale } = face
  if (scale === null) return <span className={css.quiet}>{t('map.noValues')}</span>
  return (
    <ul className={css.scale}>
      {scale.ends === 'marked' && (
        <li>
          <span className={css.swatch} style={{ background: cssColor(aboveColor) }} />
          {t('map.above', { limit: say(scale.to) })}
        </li>
      )}
      {scaleSteps(scale, 9).map((step, i) => (
        <li key={i}>
          <span className={css.swatch} style={{ background: cssColor(step.color) }} />
          {say(step.value)}
        </li>
      ))}
      {scale.ends === 'marked' && (
        <li>
          <span className={css.swatch} style={{ background: cssColor(belowColor) }} />
          {t('map.below', { limit: say(scale.from) })}
        </li>
      )}
    </ul>
  )
}

/** The legend as lines of an exported picture. */
export function useLegendLines(): (face: Face) => readonly LegendLine[] {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const say = useScaleWords()
  const { by } = useColoured()
  return face => {
    if (face.kind === 'bins')
      return face.bins
        .toSorted((a, b) => Number(a.pass) - Number(b.pass) || b.count - a.count)
        .map(bin => ({
          color: cssColor(face.colors.get(bin.number) ?? unknownColor),
          text: `${binName(bin, by, t('map.bin', { number: bin.number }))}  ${f.number(bin.count)}`
        }))
    const { scale } = face
    if (scale === null) return []
    const marked = scale.ends === 'marked'
    return [
      ...(marked ? [{ color: cssColor(aboveColor), text: t('map.above', { limit: say(scale.to) }) }] : []),
      ...scaleSteps(scale, 9).map(step => ({ color: cssColor(step.color), text: say(step.value) })),
      ...(marked ? [{ color: cssColor(belowColor), text: t('map.below', { limit: say(scale.from) }) }] : [])
    ]
  }
}

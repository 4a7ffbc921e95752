import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/useFormat'
import { aboveColor, belowColor, type ColorScale } from '../../charts/scale'
import { css as cssColor, unknownColor } from '../../charts/waferColors'
import css from '../analysis.module.css'
import { useBench } from '../bench'
import { scaleSteps, verdictBins } from './face'
import { useScaleWords } from './Legend'
import { useColoured } from './shown'
import { useBinColors } from './useFace'

const most = 10

/** What the colours of the small maps mean, in one line. */
export function GalleryLegend({ common }: { readonly common: ColorScale | null }) {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const { overview } = useBench()
  const { by } = useColoured()
  const colors = useBinColors()
  const say = useScaleWords()
  if (by === 'value' && common === null) return null
  const lines =
    common !== null
      ? [
          ...(common.ends === 'marked'
            ? [{ color: belowColor, text: t('map.below', { limit: say(common.from) }) }]
            : []),
          ...scaleSteps(common, 5)
            .toReversed()
            .map(step => ({ color: step.color, text: say(step.value) })),
          ...(common.ends === 'marked'
            ? [{ color: aboveColor, text: t('map.above', { limit: say(common.to) }) }]
            : [])
        ]
      : by === 'fail'
        ? [verdictBins.pass, verdictBins.fail].map(bin => ({
            color: colors.get(bin) ?? unknownColor,
            text: t(bin === verdictBins.fail ? 'verdict.fail' : 'verdict.pass')
          }))
        : (overview?.[by === 'softBin' ? 'softBins' : 'hardBins'] ?? []).slice(0, most).map(bin => ({
            color: colors.get(bin.number) ?? unknownColor,
            text: `${bin.number} ${bin.name} ${f.number(bin.count)}`.replace(/\s+/g, ' ')
          }))
  return (
    <ul className={css.legendRow}>
      {lines.map((line, i) => (
        <li key={i}>
          <span className={css.swatch} style={{ background: cssColor(line.color) }} /> {line.text}
        </li>
      ))}
    </ul>
  )
}

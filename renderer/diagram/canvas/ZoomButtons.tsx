import { IconFocusCentered, IconMinus, IconPlus } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { Stage } from './stage'
import css from './canvas.module.css'

/** Smaller, how large, larger, all of it. */
export function ZoomButtons({ stage }: { readonly stage: Stage }) {
  const { t } = useTranslation('diagram')
  const { camera } = stage
  // Told when it has come to rest: nothing is rendered while the picture moves.
  const percent = useSyncExternalStore(
    listener => camera.onSettle(listener),
    () => Math.round(camera.resting * 100)
  )
  return (
    <div className={css.zoom} role="group" aria-label={t('canvas.zoom')}>
      <button
        type="button"
        aria-label={t('canvas.smaller')}
        title={t('canvas.smaller')}
        onClick={() => camera.zoom(0.8)}
      >
        <IconMinus size={14} />
      </button>
      <button
        type="button"
        className={css.percent}
        title={t('canvas.actual')}
        aria-label={t('canvas.actualFrom', { percent })}
        onClick={() => camera.zoom(1 / camera.view.scale)}
      >
        {percent} %
      </button>
      <button
        type="button"
        aria-label={t('canvas.larger')}
        title={t('canvas.larger')}
        onClick={() => camera.zoom(1.25)}
      >
        <IconPlus size={14} />
      </button>
      <button type="button" aria-label={t('canvas.fit')} title={t('canvas.fit')} onClick={() => camera.fit()}>
        <IconFocusCentered size={15} />
      </button>
    </div>
  )
}

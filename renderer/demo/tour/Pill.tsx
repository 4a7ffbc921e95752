import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcut } from '../../app/shortcuts'
import type { StepId } from './steps'
import css from './tour.module.css'

interface Props {
  readonly id: StepId
  readonly at: number
  readonly of: number
  /** What the step is about: it gets the keyboard. */
  readonly target: string
  readonly onBack: () => void
}

const focusable =
  'a[href], button:not([disabled]), input:not([disabled]), select, textarea, [tabindex]:not([tabindex="-1"])'

function focusOn(target: string): void {
  const element = document.querySelector<HTMLElement>(target)
  const first = element?.querySelector<HTMLElement>(focusable)
  if (first !== null && first !== undefined) first.focus()
  else if (element !== null) {
    element.tabIndex = -1
    element.focus()
  }
}

/** While somebody tries a step on the screen itself: what to do, and the way back to the tour. */
export function Pill({ id, at, of, target, onBack }: Props) {
  const { t } = useTranslation('demo')
  useShortcut('alt+t', t('tour.key'), onBack, { group: 'app:keys.everywhere', whileTyping: true })
  useEffect(() => {
    focusOn(target)
  }, [target])
  return (
    <aside className={css.pill} aria-label={t('tour.at', { at: at + 1, of })}>
      <span className={css.count}>{t('tour.at', { at: at + 1, of })}</span>
      <span className={css.pillWords}>{t(`tour.steps.${id}.do`)}</span>
      <Button size="xs" onClick={onBack}>
        {t('tour.backToTour')}
      </Button>
    </aside>
  )
}

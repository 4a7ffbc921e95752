import { Button, FocusTrap } from '@mantine/core'
import { useElementSize, useViewportSize } from '@mantine/hooks'
import { IconHandClick, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { toastInfo } from '../../ui/toasts'
import { type Box, placeCard } from './place'
import { tour } from './state'
import type { StepId, TourRole } from './steps'
import css from './tour.module.css'

interface Props {
  readonly role: TourRole
  readonly id: StepId
  readonly at: number
  readonly of: number
  readonly lit: Box | null
  /** What the step shows is not in this store any more. */
  readonly gone: boolean
  readonly onTry: () => void
}

/** A hand on the page may go where it likes for so long after a press. */
const handMs = 800

/**
 * Screens take the keyboard for themselves when they open (a search box, a list). While the card is there
 * it comes back to the card, unless a hand put it elsewhere or another dialog has it.
 */
function useKept(card: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let pressedAt = -Infinity
    const onPress = (): void => {
      pressedAt = performance.now()
    }
    const onFocus = ({ target }: FocusEvent): void => {
      const byHand = performance.now() - pressedAt < handMs
      if (!(target instanceof Element) || byHand || target.closest('[role="dialog"]') !== null) return
      card.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    }
    window.addEventListener('pointerdown', onPress, true)
    window.addEventListener('focusin', onFocus, true)
    return () => {
      window.removeEventListener('pointerdown', onPress, true)
      window.removeEventListener('focusin', onFocus, true)
    }
  }, [card])
}

/** What a step says, beside what it is about. The keyboard stays in it; arrows turn the pages, Esc leaves. */
export function StepCard({ role, id, at, of, lit, gone, onTry }: Props) {
  const { t } = useTranslation('demo')
  const { ref, width, height } = useElementSize<HTMLDivElement>()
  const card = useRef<HTMLDivElement>(null)
  useKept(card)
  const view = useViewportSize()
  const last = at + 1 === of
  const next = (): void => {
    tour.to(at + 1)
    if (last) toastInfo(t('tour.doneWords'), t('tour.done'))
  }
  const turn = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowRight') next()
    else if (event.key === 'ArrowLeft' && at > 0) tour.to(at - 1)
    else return
    event.preventDefault()
  }
  // Its padding and border are not part of the measured size.
  const place = placeCard(lit, { width: width + 38, height: height + 38 }, view)
  return (
    <FocusTrap active innerRef={card}>
      <div
        className={css.card}
        // Not seen until its size is known, but there: the keyboard goes to it at once.
        style={{ left: place.left, top: place.top, opacity: height === 0 ? 0 : 1 }}
        role="dialog"
        aria-modal="true"
        aria-labelledby="tour-title"
        aria-describedby="tour-text"
        onKeyDown={turn}
      >
        <div ref={ref}>
          <div className={css.head}>
            <span className={css.count}>{t('tour.at', { at: at + 1, of })}</span>
            <span className={css.role}>{t(`people:roles.${role}`)}</span>
            <button type="button" className={css.close} aria-label={t('tour.pause')} onClick={tour.pause}>
              <IconX size={15} />
            </button>
          </div>
          <div aria-live="polite">
            <h2 id="tour-title">{t(`tour.steps.${id}.title`)}</h2>
            <p id="tour-text">{gone ? t('tour.gone') : t(`tour.steps.${id}.text`)}</p>
            {!gone && (
              <p className={css.do}>
                <IconHandClick size={15} aria-hidden />
                <span>{t(`tour.steps.${id}.do`)}</span>
              </p>
            )}
          </div>
          <progress className={css.progress} max={of} value={at + 1} aria-label={t('tour.progress')} />
          <div className={css.acts}>
            <Button size="xs" variant="subtle" disabled={gone} onClick={onTry}>
              {t('tour.try')}
            </Button>
            <span className={css.spring} />
            <Button
              size="xs"
              variant="default"
              disabled={at === 0}
              onClick={() => {
                tour.to(at - 1)
              }}
            >
              {t('tour.back')}
            </Button>
            <Button size="xs" data-autofocus onClick={next}>
              {last ? t('tour.finish') : t('tour.next')}
            </Button>
          </div>
        </div>
      </div>
    </FocusTrap>
  )
}

import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../app/me'
import { useShortcut } from '../../app/shortcuts'
import { useDemo } from '../useDemo'
import { Offer } from './Offer'
import { Running } from './Running'
import { ownTour, tour, useTour } from './state'
import { stepsOf, tourRole } from './steps'

/** The guided tour of whoever is signed in to a demo store; nothing anywhere else. */
export function TourHost() {
  const demo = useDemo()
  const me = useMe()
  const role = tourRole(me)
  const steps = stepsOf(role)
  const { known, state, step } = useTour()
  const store = demo?.id ?? null
  useEffect(() => {
    ownTour(store, me.login, steps.length)
    return () => {
      ownTour(null, '', 0)
    }
  }, [store, me.login, steps.length])
  const { t } = useTranslation('demo')
  useShortcut('alt+t', t('tour.key'), tour.resume, {
    enabled: known && state !== 'running',
    group: 'app:keys.everywhere',
    whileTyping: true
  })
  if (!known) return null
  if (state === 'offered') return <Offer role={role} />
  const at = steps[step]
  if (state !== 'running' || at === undefined) return null
  return <Running role={role} steps={steps} at={step} />
}

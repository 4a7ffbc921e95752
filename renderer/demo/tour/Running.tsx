import { Portal } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useGo } from '../../app/navigation'
import css from './tour.module.css'
import { Pill } from './Pill'
import { StepCard } from './StepCard'
import { tour } from './state'
import type { TourRole, TourStep } from './steps'
import { useLit } from './useLit'
import { useTourFacts } from './useTourFacts'

interface Props {
  readonly role: TourRole
  readonly steps: readonly TourStep[]
  readonly at: number
}

/** The running tour: goes to the screen of its step, lights what it is about and says it. */
export function Running({ role, steps, at }: Props) {
  const facts = useTourFacts()
  const step = steps[at]
  if (facts === null || step === undefined) return null
  return <Step key={step.id} role={role} step={step} route={step.route(facts)} at={at} of={steps.length} />
}

interface StepProps {
  readonly role: TourRole
  readonly step: TourStep
  readonly route: string | null
  readonly at: number
  readonly of: number
}

function Step({ role, step, route, at, of }: StepProps) {
  const go = useGo()
  const [trying, setTrying] = useState(false)
  const lit = useLit(step.target)
  useEffect(() => {
    if (route !== null) go(route)
  }, [go, route])
  const pause = tour.pause
  useEffect(() => {
    if (trying) return
    // Also where the focus has gone to the page below.
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      event.preventDefault()
      pause()
    }
    window.addEventListener('keydown', onKey, true)
    return () => {
      window.removeEventListener('keydown', onKey, true)
    }
  }, [trying, pause])
  if (trying)
    return (
      <Portal>
        <Pill
          id={step.id}
          at={at}
          of={of}
          target={step.target}
          onBack={() => {
            if (route !== null) go(route)
            setTrying(false)
          }}
        />
      </Portal>
    )
  return (
    <Portal>
      {lit === null ? (
        <div className={css.dim} />
      ) : (
        <div
          className={css.light}
          data-tour-light
          style={{ left: lit.left - 4, top: lit.top - 4, width: lit.width + 8, height: lit.height + 8 }}
        />
      )}
      <StepCard
        role={role}
        id={step.id}
        at={at}
        of={of}
        lit={lit}
        gone={route === null}
        onTry={() => {
          setTrying(true)
        }}
      />
    </Portal>
  )
}

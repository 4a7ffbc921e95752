import { TextInput } from '@mantine/core'
import { IconClockPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { DayInput } from '../ui/DayInput'
import { TimeAgo, useNow } from '../ui/TimeAgo'
import css from './complaints.module.css'
import { momentOf, parseTime } from '../ui/moment'

interface Props {
  /** ISO moment. */
  readonly value: string
  readonly onChange: (moment: string) => void
  readonly readOnly: boolean
}

/** When the customer reported it, in the site's zone: the clocks of the case start here. */
export function ReceivedInput({ value, onChange, readOnly }: Props) {
  const { t } = useTranslation('intake')
  const f = useFormat()
  const now = useNow()
  const [typed, setTyped] = useState<string | null>(null)
  const day = f.date(value)
  const time = f.dateTime(value).slice(11)
  const wrong = typed !== null && parseTime(typed) === undefined
  const change = (nextDay: string, nextTime: string): void => {
    const next = momentOf(nextDay, nextTime, ms => f.dateTime(ms))
    if (next !== value) onChange(next)
  }
  const finish = (): void => {
    const next = typed === null ? undefined : parseTime(typed)
    if (next === undefined) return
    setTyped(null)
    change(day, next)
  }
  const ahead = Date.parse(value) > now + 60_000
  return (
    <fieldset className={css.receivedSet}>
      <legend className={css.legend}>{t('complaints.fields.receivedAt')}</legend>
      <div className={css.moment}>
        <DayInput
          aria-label={t('complaints.receivedDay')}
          value={day}
          disabled={readOnly}
          w={136}
          onChange={next => {
            if (next !== null) change(next, time)
          }}
        />
        <TextInput
          aria-label={t('complaints.receivedTime')}
          w={68}
          readOnly={readOnly}
          value={typed ?? time}
          error={wrong}
          autoComplete="off"
          onChange={event => {
            setTyped(event.currentTarget.value)
          }}
          onBlur={finish}
          onKeyDown={event => {
            if (event.key === 'Enter') finish()
            if (event.key === 'Escape' && typed !== null) {
              event.stopPropagation()
              setTyped(null)
            }
          }}
        />
        <span className={css.quiet}>
          <TimeAgo at={value} />
        </span>
      </div>
      <div className={css.clock} data-ahead={ahead || undefined}>
        <IconClockPlay size={14} aria-hidden />
        <span>
          {ahead ? t('complaints.ahead') : t('complaints.clockStarts')} · {f.zone(value)}
        </span>
      </div>
    </fieldset>
  )
}

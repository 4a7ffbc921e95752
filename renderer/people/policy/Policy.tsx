import type { PeoplePolicy } from '@contract/people'
import { Button, Group, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useQueryOf } from '../../app/client/index'
import { FaultLine } from '../../app/entry/FaultLine'
import { Faces } from '../../ui/faces'
import { Section } from '../../ui/Page'
import { toastDone } from '../../ui/toasts'
import css from '../people.module.css'
import { PeoplePage } from '../PeoplePage'

/** Each rule with its texts and the bounds of the contract. */
const rules = [
  { key: 'minLength', text: 'minLength', min: 8, max: 128 },
  { key: 'idleMinutes', text: 'idle', min: 0, max: 480 },
  { key: 'sessionHours', text: 'session', min: 1, max: 72 },
  { key: 'passwordDays', text: 'days', min: 0, max: 3650 }
] as const

/** The rules of signing in, for everybody. */
export default function Policy() {
  const { t } = useTranslation('people')
  const policy = useQueryOf('people.policy', {}, { topics: ['people'] })
  return (
    <PeoplePage tab="policy" note={t('policy.intro')}>
      <Section>
        <Faces of={policy}>{data => <Form key={JSON.stringify(data)} stored={data} />}</Faces>
      </Section>
      <Section title={t('policy.always')}>
        <ul className={css.always}>
          <li>{t('policy.throttle')}</li>
          <li>{t('policy.hash')}</li>
        </ul>
      </Section>
    </PeoplePage>
  )
}

function Form({ stored }: { readonly stored: PeoplePolicy }) {
  const { t } = useTranslation('people')
  const [values, setValues] = useState(stored)
  const save = useCommand('people.setPolicy', {
    onSuccess: () => {
      toastDone(t('policy.saved'))
    }
  })
  const changed = rules.some(({ key }) => values[key] !== stored[key])
  return (
    <form
      className={css.form}
      onSubmit={event => {
        event.preventDefault()
        save.mutate(values)
      }}
    >
      {rules.map(({ key, text, min, max }) => (
        <NumberInput
          key={key}
          label={t(`policy.${text}`)}
          description={t(`policy.${text}Says`)}
          min={min}
          max={max}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="blur"
          w={260}
          value={values[key]}
          onChange={value => {
            if (typeof value === 'number') setValues({ ...values, [key]: value })
          }}
        />
      ))}
      <FaultLine error={save.error} />
      <Group>
        <Button type="submit" loading={save.isPending} disabled={!changed}>
          {t('policy.save')}
        </Button>
      </Group>
    </form>
  )
}

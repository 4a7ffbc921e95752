import type { Output } from '@contract/index'
import { Button, Group, NumberInput, Select } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keyOf, useCommand, useQueryOf } from '../app/client/index'
import { FaultLine } from '../app/entry/FaultLine'
import { Faces } from '../ui/faces'
import { Section } from '../ui/Page'
import { toastDone } from '../ui/toasts'
import css from './backup.module.css'

type Values = Output<'backup.policy'>

/** Backups that make themselves: how many are kept, and at which hour. */
export function BackupPolicy() {
  const { t } = useTranslation('backup')
  const policy = useQueryOf('backup.policy', {})
  return (
    <Section title={t('policy.title')}>
      <Faces of={policy} rows={3}>
        {data => <Form stored={data} />}
      </Faces>
    </Section>
  )
}

const counts = [
  { field: 'daily', max: 90 },
  { field: 'weekly', max: 104 }
] as const

function Form({ stored }: { readonly stored: Values }) {
  const { t } = useTranslation('backup')
  const client = useQueryClient()
  const [edits, setEdits] = useState<Partial<Values>>({})
  const values = { ...stored, ...edits }
  const setValues = (next: Values): void => {
    setEdits(next)
  }
  const save = useCommand('backup.setPolicy', {
    onSuccess: (_, saved) => {
      client.setQueryData(keyOf('backup.policy', {}), saved)
      toastDone(t('policy.saved'))
    }
  })
  const changed = JSON.stringify(values) !== JSON.stringify(stored)
  const off = values.daily === 0 && values.weekly === 0
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        save.mutate(values)
      }}
    >
      <div className={css.policy}>
        {counts.map(({ field, max }) => (
          <NumberInput
            key={field}
            label={t(`policy.${field}`)}
            min={0}
            max={max}
            allowDecimal={false}
            allowNegative={false}
            clampBehavior="blur"
            value={values[field]}
            onChange={value => {
              if (typeof value === 'number') setValues({ ...values, [field]: Math.min(max, value) })
            }}
          />
        ))}
        <Select
          label={t('policy.hour')}
          allowDeselect={false}
          disabled={off}
          value={String(values.hour)}
          data={Array.from({ length: 24 }, (_, hour) => ({
            value: String(hour),
            label: `${String(hour).padStart(2, '0')}:00`
          }))}
          onChange={value => {
            if (value !== null) setValues({ ...values, hour: Number(value) })
          }}
        />
        <Select
          label={t('list.attachments')}
          allowDeselect={false}
          disabled={off}
          value={values.attachments}
          data={(['reference', 'full'] as const).map(value => ({ value, label: t(`attachments.${value}`) }))}
          onChange={value => {
            setValues({ ...values, attachments: value === 'full' ? 'full' : 'reference' })
          }}
        />
      </div>
      <p className={css.quiet}>
        {off ? t('policy.off') : t('policy.says', { daily: values.daily, weekly: values.weekly })}
      </p>
      <FaultLine error={save.error} />
      <Group mt="sm">
        <Button type="submit" loading={save.isPending} disabled={!changed}>
          {t('policy.save')}
        </Button>
        {changed && (
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              setEdits({})
            }}
          >
            {t('policy.back')}
          </Button>
        )}
      </Group>
    </form>
  )
}

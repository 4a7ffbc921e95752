import type { Site } from '@contract/people'
import { Button, Group, Select } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useQueryOf } from '../../app/client/index'
import { FaultLine } from '../../app/entry/FaultLine'
import { Faces } from '../../ui/faces'
import { Section } from '../../ui/Page'
import { toastDone } from '../../ui/toasts'
import css from '../people.module.css'
import { PeoplePage } from '../PeoplePage'

/** What holds for the whole site. */
export default function SiteSettings() {
  const { t } = useTranslation('people')
  const site = useQueryOf('people.site', {}, { topics: ['people'] })
  return (
    <PeoplePage tab="site" note={t('site.intro')}>
      <Section>
        <Faces of={site}>{data => <Form key={JSON.stringify(data)} stored={data} />}</Faces>
      </Section>
    </PeoplePage>
  )
}

function Form({ stored }: { readonly stored: Site }) {
  const { t, i18n } = useTranslation('people')
  const [currency, setCurrency] = useState(stored.currency)
  const save = useCommand('people.setSite', {
    onSuccess: () => {
      toastDone(t('site.saved'))
    }
  })
  const currencies = useMemo(() => {
    const names = new Intl.DisplayNames(i18n.language, { type: 'currency', fallback: 'code' })
    const codes = new Set([...Intl.supportedValuesOf('currency'), stored.currency])
    return [...codes].sort().map(value => ({ value, label: `${value} ${names.of(value) ?? ''}`.trim() }))
  }, [i18n.language, stored.currency])
  return (
    <form
      className={css.form}
      onSubmit={event => {
        event.preventDefault()
        save.mutate({ currency })
      }}
    >
      <Select
        label={t('site.currency')}
        description={t('site.currencySays')}
        data={currencies}
        value={currency}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t('site.noCurrency')}
        w={320}
        onChange={value => {
          if (value !== null) setCurrency(value)
        }}
      />
      <FaultLine error={save.error} />
      <Group>
        <Button type="submit" loading={save.isPending} disabled={currency === stored.currency}>
          {t('site.save')}
        </Button>
      </Group>
    </form>
  )
}

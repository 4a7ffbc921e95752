import { channels } from '@contract/intake'
import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ChoiceField, TextField } from '../ui/fields'
import { CustomerPicker } from '../ui/pickers/CustomerPicker'
import type { DraftHandle } from '../ui/useDraft'
import css from './complaints.module.css'
import { type ComplaintFields, titleFromWords } from './fields'
import { ReceivedInput } from './ReceivedInput'

interface Props {
  readonly draft: DraftHandle<ComplaintFields>
  readonly problem: (field: string) => string | undefined
  readonly readOnly: boolean
  readonly fresh: boolean
}

/** Who reported it, when, how, and under which number of theirs. */
export function Facts({ draft, problem, readOnly, fresh }: Props) {
  const { t } = useTranslation('intake')
  return (
    <div className={css.facts}>
      <Textarea
        label={t('complaints.fields.title')}
        required={!fresh}
        autosize
        minRows={1}
        maxRows={4}
        maxLength={300}
        readOnly={readOnly}
        autoFocus={fresh}
        placeholder={titleFromWords(draft.value.words)}
        error={problem('title')}
        value={draft.value.title}
        onChange={event => {
          draft.set('title', event.currentTarget.value.replaceAll(/\s*\n\s*/g, ' '))
        }}
      />
      <CustomerPicker
        label={t('complaints.fields.customerId')}
        value={draft.value.customerId}
        disabled={readOnly}
        onChange={id => {
          draft.set('customerId', id)
        }}
      />
      <TextField
        draft={draft}
        field="customerRef"
        label={t('complaints.fields.customerRef')}
        maxLength={100}
        readOnly={readOnly}
        error={problem('customerRef')}
      />
      <ReceivedInput
        value={draft.value.receivedAt}
        readOnly={readOnly}
        onChange={moment => {
          draft.set('receivedAt', moment)
        }}
      />
      <ChoiceField
        draft={draft}
        field="channel"
        label={t('complaints.fields.channel')}
        disabled={readOnly}
        data={channels.map(value => ({ value, label: t(`complaints.channels.${value}`) }))}
      />
      <TextField
        draft={draft}
        field="contact"
        label={t('complaints.fields.contact')}
        maxLength={200}
        readOnly={readOnly}
        error={problem('contact')}
      />
    </div>
  )
}

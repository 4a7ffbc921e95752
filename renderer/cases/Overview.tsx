import { Select } from '@mantine/core'
import { type CaseRecord, severities } from '@contract/cases'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { RootHeld } from '../accuracy/RootHeld'
import { useMay } from '../app/me'
import { useUrlValue } from '../app/navigation'
import { DayInput } from '../ui/DayInput'
import { ProseField, TextField } from '../ui/fields'
import { Section } from '../ui/Page'
import { CustomerPicker } from '../ui/pickers/CustomerPicker'
import { PersonPicker } from '../ui/pickers/PersonPicker'
import { ProductPicker } from '../ui/pickers/ProductPicker'
import { TimeAgo } from '../ui/TimeAgo'
import type { DraftHandle } from '../ui/useDraft'
import { FieldMark } from './FieldMark'
import css from './Overview.module.css'
import { Team } from './Team'
import type { CaseFacts } from './useCaseDraft'

interface Props {
  readonly draft: DraftHandle<CaseFacts>
  readonly record: CaseRecord
}

const proses = ['description', 'containment', 'rootCause'] as const

/** What is known: the three texts of the investigation and its facts, saved as one types. */
export function Overview({ draft, record }: Props) {
  const { t } = useTranslation('cases')
  const mayWrite = useMay('cases.write')
  useFocusFromAddress()
  const { value, set } = draft
  return (
    <div className={css.overview}>
      <div className={css.texts}>
        {proses.map(field => (
          <Section
            key={field}
            title={t(`fields.${field}`)}
            actions={<FieldMark draft={draft} field={field} />}
          >
            <ProseField
              draft={draft}
              field={field}
              id={`case-${field}`}
              aria-label={t(`fields.${field}`)}
              placeholder={t(`hints.${field}`)}
              readOnly={!mayWrite}
              variant="unstyled"
              minRows={4}
              maxRows={40}
              maxLength={100_000}
            />
          </Section>
        ))}
      </div>
      <aside className={css.side} aria-label={t('facts')}>
        <RootHeld caseId={record.id} />
        <Section title={t('facts')}>
          <div className={css.form}>
            <Select
              id="case-severity"
              label={t('fields.severity')}
              disabled={!mayWrite}
              data={severities.map(key => ({ value: key, label: t(`severities.${key}`) }))}
              value={value.severity}
              allowDeselect={false}
              onChange={next => {
                if (next !== null) set('severity', next)
              }}
            />
            <PersonPicker
              id="case-ownerId"
              label={t('fields.ownerId')}
              disabled={!mayWrite}
              value={value.ownerId}
              onChange={next => {
                set('ownerId', next)
              }}
            />
            <Team
              label={t('fields.teamIds')}
              disabled={!mayWrite}
              value={value.teamIds}
              onChange={next => {
                set('teamIds', next)
              }}
            />
            <CustomerPicker
              id="case-customerId"
              label={t('fields.customerId')}
              disabled={!mayWrite}
              value={value.customerId}
              onChange={next => {
                set('customerId', next)
              }}
            />
            <ProductPicker
              id="case-productId"
              label={t('fields.productId')}
              disabled={!mayWrite}
              value={value.productId}
              onChange={next => {
                set('productId', next)
              }}
            />
            <TextField
              draft={draft}
              field="lotText"
              id="case-lotText"
              label={t('fields.lotText')}
              placeholder={t('hints.lotText')}
              readOnly={!mayWrite}
              maxLength={300}
            />
            <DayInput
              id="case-due"
              label={t('fields.due')}
              disabled={!mayWrite}
              value={value.due}
              onChange={next => {
                set('due', next)
              }}
            />
          </div>
        </Section>
        <Section title={t('record')}>
          <dl className={css.record}>
            <dt>{t('fields.openedAt')}</dt>
            <dd>
              <TimeAgo at={record.openedAt} /> · {record.createdBy}
            </dd>
            <dt>{t('fields.updatedAt')}</dt>
            <dd>
              <TimeAgo at={record.updatedAt} /> · {record.updatedBy}
            </dd>
            {record.closedAt !== null && (
              <>
                <dt>{t('fields.closedAt')}</dt>
                <dd>
                  <TimeAgo at={record.closedAt} />
                </dd>
              </>
            )}
          </dl>
        </Section>
      </aside>
    </div>
  )
}

/** `?focus=rootCause` puts the cursor into that field, once. */
function useFocusFromAddress(): void {
  const [focus, setFocus] = useUrlValue('focus', '')
  useEffect(() => {
    if (focus === '') return
    const field = document.getElementById(`case-${focus}`)
    field?.scrollIntoView({ block: 'center' })
    field?.focus()
    setFocus('')
  }, [focus, setFocus])
}

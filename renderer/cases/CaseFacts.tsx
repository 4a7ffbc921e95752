import { Popover, Select, UnstyledButton } from '@mantine/core'
import { type CaseRecord, severities } from '@contract/cases'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../app/me'
import { DayInput } from '../ui/DayInput'
import { DueDate } from '../ui/DueDate'
import { CustomerPicker } from '../ui/pickers/CustomerPicker'
import { PersonPicker } from '../ui/pickers/PersonPicker'
import { ProductPicker } from '../ui/pickers/ProductPicker'
import type { DraftHandle } from '../ui/useDraft'
import css from './CaseFacts.module.css'
import { FieldValue } from './FieldValue'
import { isEnded, SeverityBadge } from './states'
import type { CaseFacts as Facts } from './useCaseDraft'

interface Props {
  readonly draft: DraftHandle<Facts>
  readonly record: CaseRecord
}

/** The facts in the header; each opens its editor where it stands. */
export function CaseFacts({ draft, record }: Props) {
  const { t } = useTranslation('cases')
  const { value, set } = draft
  return (
    <div className={css.facts}>
      <Fact label={t('fields.severity')} shown={<SeverityBadge severity={value.severity} />}>
        {close => (
          <Select
            label={t('fields.severity')}
            data={severities.map(key => ({ value: key, label: t(`severities.${key}`) }))}
            value={value.severity}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            data-autofocus
            onChange={next => {
              if (next !== null) set('severity', next)
              close()
            }}
          />
        )}
      </Fact>
      <Fact
        label={t('fields.ownerId')}
        empty={value.ownerId === null}
        shown={<FieldValue field="ownerId" value={value.ownerId} />}
      >
        {close => (
          <PersonPicker
            label={t('fields.ownerId')}
            value={value.ownerId}
            autoFocus
            inPopover
            onChange={next => {
              set('ownerId', next)
              close()
            }}
          />
        )}
      </Fact>
      <Fact
        label={t('fields.customerId')}
        empty={value.customerId === null}
        shown={<FieldValue field="customerId" value={value.customerId} />}
      >
        {close => (
          <CustomerPicker
            label={t('fields.customerId')}
            value={value.customerId}
            autoFocus
            inPopover
            onChange={next => {
              set('customerId', next)
              close()
            }}
          />
        )}
      </Fact>
      <Fact
        label={t('fields.productId')}
        empty={value.productId === null}
        shown={<FieldValue field="productId" value={value.productId} />}
      >
        {close => (
          <ProductPicker
            label={t('fields.productId')}
            value={value.productId}
            autoFocus
            inPopover
            onChange={next => {
              set('productId', next)
              close()
            }}
          />
        )}
      </Fact>
      <Fact
        label={t('fields.due')}
        empty={value.due === null}
        shown={
          value.due === null ? (
            <FieldValue field="due" value={null} />
          ) : (
            <DueDate due={value.due} ended={isEnded(record.state)} />
          )
        }
      >
        {close => (
          <DayInput
            label={t('fields.due')}
            value={value.due}
            data-autofocus
            onChange={next => {
              set('due', next)
              close()
            }}
          />
        )}
      </Fact>
      {value.lotText !== '' && (
        <div className={css.fact}>
          <span className={css.label}>{t('fields.lotText')}</span>
          <span className={css.value}>{value.lotText}</span>
        </div>
      )}
    </div>
  )
}

interface FactProps {
  readonly label: string
  readonly shown: ReactNode
  readonly empty?: boolean
  readonly children: (close: () => void) => ReactNode
}

function Fact({ label, shown, empty = false, children }: FactProps) {
  const mayWrite = useMay('cases.write')
  const [open, setOpen] = useState(false)
  if (!mayWrite) {
    return (
      <div className={css.fact}>
        <span className={css.label}>{label}</span>
        <span className={css.value}>{shown}</span>
      </div>
    )
  }
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus width={260}>
      <Popover.Target>
        <UnstyledButton
          className={css.fact}
          data-edit
          onClick={() => {
            setOpen(!open)
          }}
        >
          <span className={css.label}>{label}</span>
          <span className={css.value} data-empty={empty || undefined}>
            {shown}
          </span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p="sm">
        {children(() => {
          setOpen(false)
        })}
      </Popover.Dropdown>
    </Popover>
  )
}

import { ActionIcon, Button, NumberInput, TextInput, Tooltip } from '@mantine/core'
import type { ComplaintItem } from '@contract/intake'
import { IconListDetails, IconPlus, IconX } from '@tabler/icons-react'
import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { AmountInput } from '../ui/AmountInput'
import { ClassPicker } from '../ui/pickers/ClassPicker'
import { LotPicker } from '../ui/pickers/LotPicker'
import { ProductPicker } from '../ui/pickers/ProductPicker'
import { SupplierPicker } from '../ui/pickers/SupplierPicker'
import { useCurrency } from '../ui/useCurrency'
import css from './complaints.module.css'
import { blankItem, totals } from './fields'

interface Props {
  readonly items: readonly ComplaintItem[]
  readonly onChange: (items: readonly ComplaintItem[]) => void
  readonly readOnly: boolean
}

/** What every number of a line has. */
const figure = { min: 0, allowNegative: false, hideControls: true, thousandSeparator: ',' } as const

const quantities = ['complained', 'delivered', 'returned'] as const

/** What exactly is complained about: product x lot x class x defect x quantities x cost, line by line. */
export function Items({ items, onChange, readOnly }: Props) {
  const { t } = useTranslation('intake')
  const f = useFormat()
  const list = useRef<HTMLOListElement>(null)
  const change = (at: number, patch: Partial<ComplaintItem>): void => {
    onChange(items.map((item, i) => (i === at ? { ...item, ...patch } : item)))
  }
  const add = (): void => {
    const last = items.at(-1)
    // The next line is mostly the same product.
    onChange([...items, last === undefined ? blankItem : { ...blankItem, productId: last.productId }])
    requestAnimationFrame(() => {
      list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus()
    })
  }
  const sum = totals(items)
  const currency = useCurrency()
  return (
    <section className={css.block} aria-labelledby="complaint-items">
      <header className={css.blockHead}>
        <IconListDetails size={15} aria-hidden />
        <h2 id="complaint-items">{t('complaints.fields.items')}</h2>
        <span className={css.spacer} />
        {!readOnly && (
          <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={13} />} onClick={add}>
            {t('items.add')}
          </Button>
        )}
      </header>
      {items.length === 0 ? (
        <p className={css.nothing}>{t('items.none')}</p>
      ) : (
        <>
          <ol ref={list} className={css.items}>
            {items.map((item, at) => (
              <Item
                key={at}
                item={item}
                line={at + 1}
                readOnly={readOnly}
                onChange={patch => {
                  change(at, patch)
                }}
                onRemove={() => {
                  onChange(items.filter((_, i) => i !== at))
                }}
              />
            ))}
          </ol>
          {items.length > 1 && (
            <div className={css.total}>
              {quantities.map(name => (
                <span key={name}>
                  {t(`items.${name}`)} <b>{f.number(sum[name])}</b>
                </span>
              ))}
              {sum.cost !== null && (
                <span>
                  {t('items.cost', { currency })} <b>{f.number(sum.cost)}</b>
                </span>
              )}
            </div>
          )}
        </>
      )}
    </section>
  )
}

interface ItemProps {
  readonly item: ComplaintItem
  readonly line: number
  readonly readOnly: boolean
  readonly onChange: (patch: Partial<ComplaintItem>) => void
  readonly onRemove: () => void
}

function Item({ item, line, readOnly, onChange, onRemove }: ItemProps) {
  const { t } = useTranslation('intake')
  const currency = useCurrency()
  const named = (field: string): string => t('items.ofLine', { field, line })
  const picking = (field: string) => ({ 'aria-label': named(field), placeholder: '—', disabled: readOnly })
  return (
    <li className={css.item} aria-label={t('items.line', { line })}>
      <Field name={t('items.product')} area="product">
        <ProductPicker
          {...picking(t('items.product'))}
          value={item.productId}
          onChange={productId => {
            onChange({ productId })
          }}
        />
      </Field>
      <Field name={t('items.lot')} area="lot">
        <LotPicker
          {...picking(t('items.lot'))}
          value={item.lotId}
          onChange={lotId => {
            onChange({ lotId })
          }}
        />
      </Field>
      <Field name={t('items.classCode')} area="class">
        <ClassPicker
          {...picking(t('items.classCode'))}
          value={item.classCode === '' ? null : item.classCode}
          onChange={code => {
            onChange({ classCode: code ?? '' })
          }}
        />
      </Field>
      {(['lotText', 'defect'] as const).map(field => (
        <Field key={field} name={t(`items.${field}`)} area={field}>
          <TextInput
            aria-label={named(t(`items.${field}`))}
            maxLength={field === 'lotText' ? 200 : 500}
            readOnly={readOnly}
            value={item[field]}
            onChange={event => {
              onChange({ [field]: event.currentTarget.value })
            }}
          />
        </Field>
      ))}
      {quantities.map(field => (
        <Field key={field} name={t(`items.${field}`)} area={field} quantity>
          <NumberInput
            aria-label={named(t(`items.${field}`))}
            {...figure}
            max={field === 'delivered' ? 1e12 : 1e9}
            allowDecimal={false}
            readOnly={readOnly}
            value={item[field] ?? ''}
            onChange={value => {
              onChange({ [field]: typeof value === 'number' ? value : null })
            }}
          />
        </Field>
      ))}
      <Field name={t('items.cost', { currency })} area="cost" quantity>
        <AmountInput
          aria-label={named(t('items.cost', { currency }))}
          {...figure}
          max={1e12}
          decimalScale={2}
          readOnly={readOnly}
          value={item.cost}
          onChange={cost => {
            onChange({ cost })
          }}
        />
      </Field>
      <Field name={t('items.supplierId')} area="supplier">
        <SupplierPicker
          {...picking(t('items.supplierId'))}
          value={item.supplierId}
          onChange={supplierId => {
            onChange({ supplierId })
          }}
        />
      </Field>
      {!readOnly && (
        <Tooltip label={t('items.remove')}>
          <ActionIcon
            size={24}
            className={css.act ?? ''}
            aria-label={t('items.removeLine', { line })}
            onClick={onRemove}
          >
            <IconX size={14} />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  )
}

interface FieldProps {
  readonly name: string
  /** Place in the grid of the line. */
  readonly area: string
  readonly quantity?: boolean
  readonly children: ReactNode
}

/** A control under its name; the control says the name and the line to screen readers by itself. */
function Field({ name, area, quantity = false, children }: FieldProps) {
  return (
    <div className={`${css.field ?? ''} ${quantity ? (css.quantity ?? '') : ''}`} style={{ gridArea: area }}>
      <span className={css.fieldName} aria-hidden>
        {name}
      </span>
      {children}
    </div>
  )
}

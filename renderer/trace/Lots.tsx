import type { Output } from '@contract/index'
import { lotKinds, trace } from '@contract/trace'
import { IconStack2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { ChoiceField, NumberField, ProseField, TextField } from '../ui/fields'
import { useWindowOf } from '../ui/grid/useWindowOf'
import { ProductPicker } from '../ui/pickers/ProductPicker'
import { SupplierPicker } from '../ui/pickers/SupplierPicker'
import { RefText } from '../ui/refs/RefText'
import type { FormProps, Register } from '../ui/register/register'
import css from '../ui/register/register.module.css'
import { RegisterPage } from '../ui/register/RegisterPage'
import { textsOf, useBinding, useColumnWords } from '../ui/register/words'
import { LotWafers } from './LotWafers'

type Lot = Output<'lots.get'>

interface Fields {
  readonly lotNumber: string
  readonly kind: (typeof lotKinds)[number]
  readonly productId: string | null
  readonly supplierId: string | null
  readonly quantity: number | null
  readonly dateCode: string
  readonly notes: string
}

const blank: Fields = {
  lotNumber: '',
  kind: 'wafer',
  productId: null,
  supplierId: null,
  quantity: null,
  dateCode: '',
  notes: ''
}

const names = ['lotNumber', 'kind', 'productId', 'supplierId', 'quantity', 'dateCode', 'notes'] as const

function Form(props: FormProps<Fields>) {
  const { draft, readOnly, fresh } = props
  const { t } = useTranslation('trace')
  const bind = useBinding(props, 'trace', 'lots')
  return (
    <div className={css.form}>
      <TextField {...bind('lotNumber')} required maxLength={100} autoFocus={fresh} />
      <ChoiceField
        {...bind('kind')}
        data={lotKinds.map(value => ({ value, label: t(`lots.kinds.${value}`) }))}
      />
      <ProductPicker
        label={t('lots.fields.productId')}
        value={draft.value.productId}
        disabled={readOnly}
        onChange={id => {
          draft.set('productId', id)
        }}
      />
      <SupplierPicker
        label={t('lots.fields.supplierId')}
        placeholder="—"
        value={draft.value.supplierId}
        disabled={readOnly}
        onChange={id => {
          draft.set('supplierId', id)
        }}
      />
      <NumberField
        {...bind('quantity')}
        min={0}
        allowDecimal={false}
        allowNegative={false}
        thousandSeparator=","
      />
      <TextField
        {...bind('dateCode')}
        maxLength={20}
        placeholder={readOnly ? '' : t('lots.dateCodeExample')}
      />
      <ProseField {...bind('notes')} className={css.wide ?? ''} maxLength={10_000} />
    </div>
  )
}

const lots: Register<Lot, Fields> = {
  kind: 'lot',
  path: '/lots',
  name: 'lots',
  icon: IconStack2,
  texts: textsOf('trace', 'lots'),
  useSource: ask => useWindowOf('lots.list', ask, output => output),
  list: ask => call('lots.list', ask),
  get: id => call('lots.get', { id }),
  add: fields => call('lots.add', fields),
  update: (id, version, patch) => call('lots.update', { id, version, patch }),
  remove: (id, version) => call('lots.remove', { id, version }),
  schema: trace['lots.add'].input,
  blank,
  prefill: value => (value('product') === '' ? {} : { productId: value('product') }),
  fieldsOf: r => ({
    lotNumber: r.lotNumber,
    kind: r.kind,
    productId: r.productId,
    supplierId: r.supplierId,
    quantity: r.quantity,
    dateCode: r.dateCode,
    notes: r.notes
  }),
  nameOf: record => record.lotNumber,
  useColumns: () => {
    const { t } = useTranslation('trace')
    const f = useFormat()
    const { field, updated } = useColumnWords('trace', 'lots')
    return [
      { id: 'lotNumber', title: field('lotNumber'), value: r => r.lotNumber, width: 180, fixed: true },
      { id: 'kind', title: field('kind'), value: r => t(`lots.kinds.${r.kind}`), width: 120 },
      {
        id: 'productId',
        title: field('productId'),
        value: r => r.productId,
        ref: r => (r.productId === null ? null : { kind: 'product', id: r.productId }),
        width: 180
      },
      {
        id: 'supplierId',
        title: field('supplierId'),
        value: r => r.supplierId,
        ref: r => (r.supplierId === null ? null : { kind: 'supplier', id: r.supplierId }),
        width: 160
      },
      {
        id: 'quantity',
        title: field('quantity'),
        value: r => r.quantity,
        cell: r => (r.quantity === null ? '' : f.number(r.quantity)),
        align: 'end',
        width: 110
      },
      { id: 'dateCode', title: field('dateCode'), value: r => r.dateCode, width: 110 },
      { id: 'notes', title: field('notes'), value: r => r.notes, width: 220, grow: true },
      updated
    ]
  },
  useFields: () => {
    const { t } = useTranslation('trace')
    const show: Partial<Record<keyof Fields, (value: Fields) => React.ReactNode>> = {
      kind: value => t(`lots.kinds.${value.kind}`),
      productId: value =>
        value.productId === null ? '' : <RefText of={{ kind: 'product', id: value.productId }} />,
      supplierId: value =>
        value.supplierId === null ? '' : <RefText of={{ kind: 'supplier', id: value.supplierId }} />
    }
    return names.map(name => {
      const own = show[name]
      const label = t(`lots.fields.${name}`)
      return own === undefined ? { name, label } : { name, label, show: own }
    })
  },
  Form,
  Related: LotWafers
}

/** Wafer, assembly, test and material lots and shipments. */
export default function Lots() {
  return <RegisterPage of={lots} />
}

import type { Output } from '@contract/index'
import { trace } from '@contract/trace'
import { IconTruckDelivery } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/client/index'
import { ProseField, TextField } from '../ui/fields'
import { useWindowOf } from '../ui/grid/useWindowOf'
import { CountedItems } from '../pareto/CountedItems'
import type { FormProps, Register } from '../ui/register/register'
import css from '../ui/register/register.module.css'
import { RegisterPage } from '../ui/register/RegisterPage'
import { textsOf, useBinding, useColumnWords, useNamedFields } from '../ui/register/words'
import { LotsOf } from './LotsOf'

type Supplier = Output<'suppliers.get'>

const blank = { code: '', name: '', supplies: '', country: '', contact: '', email: '', phone: '', notes: '' }

type Fields = typeof blank

const names = ['code', 'name', 'supplies', 'country', 'contact', 'email', 'phone', 'notes'] as const

function fieldsOf({ code, name, supplies, country, contact, email, phone, notes }: Supplier): Fields {
  return { code, name, supplies, country, contact, email, phone, notes }
}

function Form(props: FormProps<Fields>) {
  const { readOnly, fresh } = props
  const { t } = useTranslation('trace')
  const bind = useBinding(props, 'trace', 'suppliers')
  return (
    <div className={css.form}>
      <TextField {...bind('code')} required maxLength={40} autoFocus={fresh} />
      <TextField {...bind('name')} required maxLength={200} />
      <TextField
        {...bind('supplies')}
        maxLength={100}
        placeholder={readOnly ? '' : t('suppliers.suppliesExample')}
      />
      <TextField {...bind('country')} maxLength={80} />
      <TextField {...bind('contact')} maxLength={200} />
      <TextField {...bind('email')} maxLength={200} type="email" />
      <TextField {...bind('phone')} maxLength={80} type="tel" />
      <ProseField {...bind('notes')} className={css.wide ?? ''} maxLength={10_000} />
    </div>
  )
}

/** Its lots, and the complaints put down to it. */
function Uses({ record }: { readonly record: Supplier }) {
  const { t } = useTranslation('trace')
  return (
    <>
      <CountedItems
        title={t('suppliers.complaints')}
        none={t('suppliers.noComplaints')}
        field="supplier"
        value={record.id}
        label={record.name}
        usual="class1"
      />
      <LotsOf where={{ supplierId: record.id }} none={t('suppliers.noLots')} />
    </>
  )
}

const suppliers: Register<Supplier, Fields> = {
  kind: 'supplier',
  path: '/suppliers',
  name: 'suppliers',
  icon: IconTruckDelivery,
  texts: textsOf('trace', 'suppliers'),
  useSource: ask => useWindowOf('suppliers.list', ask, output => output),
  list: ask => call('suppliers.list', ask),
  get: id => call('suppliers.get', { id }),
  add: fields => call('suppliers.add', fields),
  update: (id, version, patch) => call('suppliers.update', { id, version, patch }),
  remove: (id, version) => call('suppliers.remove', { id, version }),
  schema: trace['suppliers.add'].input,
  blank,
  fieldsOf,
  nameOf: record => record.name,
  useColumns: () => {
    const { field, updated } = useColumnWords('trace', 'suppliers')
    return [
      { id: 'code', title: field('code'), value: r => r.code, width: 120, fixed: true },
      { id: 'name', title: field('name'), value: r => r.name, width: 220, grow: true },
      { id: 'supplies', title: field('supplies'), value: r => r.supplies, width: 180 },
      { id: 'country', title: field('country'), value: r => r.country, width: 120 },
      { id: 'contact', title: field('contact'), value: r => r.contact, width: 160 },
      { id: 'email', title: field('email'), value: r => r.email, width: 200, hidden: true },
      { id: 'phone', title: field('phone'), value: r => r.phone, width: 140, hidden: true },
      updated
    ]
  },
  useFields: () => useNamedFields<Fields>('trace', 'suppliers', names),
  Form,
  Related: Uses
}

/** Who delivers material, or assembles, tests or ships for the fab. */
export default function Suppliers() {
  return <RegisterPage of={suppliers} />
}

import { intake } from '@contract/intake'
import type { Output } from '@contract/index'
import { IconBuildingFactory2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { call, useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { CasesOf } from '../cases/CasesOf'
import { ProseField, TextField } from '../ui/fields'
import { useWindowOf } from '../ui/grid/useWindowOf'
import type { FormProps, Register } from '../ui/register/register'
import css from '../ui/register/register.module.css'
import { RegisterPage } from '../ui/register/RegisterPage'
import { textsOf, useBinding, useColumnWords, useNamedFields } from '../ui/register/words'
import { Related } from '../ui/register/Related'

type Customer = Output<'customers.get'>

const blank = { code: '', name: '', country: '', contact: '', email: '', phone: '', notes: '' }

type Fields = typeof blank

const names = ['code', 'name', 'country', 'contact', 'email', 'phone', 'notes'] as const

function fieldsOf({ code, name, country, contact, email, phone, notes }: Customer): Fields {
  return { code, name, country, contact, email, phone, notes }
}

function Form(props: FormProps<Fields>) {
  const { fresh } = props
  const bind = useBinding(props, 'intake', 'customers')
  return (
    <div className={css.form}>
      <TextField {...bind('code')} required maxLength={40} autoFocus={fresh} />
      <TextField {...bind('name')} required maxLength={200} />
      <TextField {...bind('country')} maxLength={80} />
      <TextField {...bind('contact')} maxLength={200} />
      <TextField {...bind('email')} maxLength={200} type="email" />
      <TextField {...bind('phone')} maxLength={80} type="tel" />
      <ProseField {...bind('notes')} className={css.wide ?? ''} maxLength={10_000} />
    </div>
  )
}

/** What a customer reported, and the cases that came of it. */
function Reported({ record }: { readonly record: Customer }) {
  const { t } = useTranslation('intake')
  const f = useFormat()
  const complaints = useQueryOf('complaints.list', { where: { customerId: record.id }, limit: 8 })
  return (
    <>
      <Related
        title={t('complaints.title')}
        of={complaints}
        none={t('customers.noComplaints')}
        all={`/complaints?customer=${record.id}`}
        lines={(complaints.data?.rows ?? []).map(row => ({
          id: row.id,
          to: `/complaints/${row.id}`,
          number: row.number,
          title: row.title,
          side: f.date(row.receivedAt)
        }))}
      />
      <CasesOf
        filter={{ customerIds: [record.id] }}
        title={t('customers.cases')}
        none={t('customers.noCases')}
      />
    </>
  )
}

const customers: Register<Customer, Fields> = {
  kind: 'customer',
  path: '/customers',
  name: 'customers',
  icon: IconBuildingFactory2,
  texts: textsOf('intake', 'customers'),
  useSource: ask => useWindowOf('customers.list', ask, output => output),
  list: ask => call('customers.list', ask),
  get: id => call('customers.get', { id }),
  add: fields => call('customers.add', fields),
  update: (id, version, patch) => call('customers.update', { id, version, patch }),
  remove: (id, version) => call('customers.remove', { id, version }),
  schema: intake['customers.add'].input,
  blank,
  fieldsOf,
  nameOf: record => record.name,
  useColumns: () => {
    const { field, updated } = useColumnWords('intake', 'customers')
    return [
      { id: 'code', title: field('code'), value: r => r.code, width: 120, fixed: true },
      { id: 'name', title: field('name'), value: r => r.name, width: 220, grow: true },
      { id: 'country', title: field('country'), value: r => r.country, width: 120 },
      { id: 'contact', title: field('contact'), value: r => r.contact, width: 160 },
      { id: 'email', title: field('email'), value: r => r.email, width: 200 },
      { id: 'phone', title: field('phone'), value: r => r.phone, width: 140, hidden: true },
      updated
    ]
  },
  useFields: () => useNamedFields<Fields>('intake', 'customers', names),
  Form,
  Related: Reported
}

/** Who buys: the list of customers and the one that is open. */
export default function Customers() {
  return <RegisterPage of={customers} />
}

import type { Output } from '@contract/index'
import { trace } from '@contract/trace'
import { IconCpu } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/client/index'
import { CasesOf } from '../cases/CasesOf'
import { ProseField, TextField } from '../ui/fields'
import { useWindowOf } from '../ui/grid/useWindowOf'
import type { FormProps, Register } from '../ui/register/register'
import css from '../ui/register/register.module.css'
import { RegisterPage } from '../ui/register/RegisterPage'
import { textsOf, useBinding, useColumnWords, useNamedFields } from '../ui/register/words'
import { LotsOf } from './LotsOf'

type Product = Output<'products.get'>

const blank = { partNumber: '', name: '', family: '', package: '', notes: '' }

type Fields = typeof blank

const names = ['partNumber', 'name', 'family', 'package', 'notes'] as const

function Form(props: FormProps<Fields>) {
  const { readOnly, fresh } = props
  const { t } = useTranslation('trace')
  const bind = useBinding(props, 'trace', 'products')
  return (
    <div className={css.form}>
      <TextField {...bind('partNumber')} required maxLength={100} autoFocus={fresh} />
      <TextField {...bind('name')} maxLength={200} />
      <TextField {...bind('family')} maxLength={100} />
      <TextField
        {...bind('package')}
        maxLength={100}
        placeholder={readOnly ? '' : t('products.packageExample')}
      />
      <ProseField {...bind('notes')} className={css.wide ?? ''} maxLength={10_000} />
    </div>
  )
}

/** Its cases and its lots. */
function Uses({ record }: { readonly record: Product }) {
  const { t } = useTranslation('trace')
  return (
    <>
      <CasesOf
        filter={{ productIds: [record.id] }}
        title={t('products.cases')}
        none={t('products.noCases')}
      />
      <LotsOf where={{ productId: record.id }} none={t('products.noLots')} />
    </>
  )
}

const products: Register<Product, Fields> = {
  kind: 'product',
  path: '/products',
  name: 'products',
  icon: IconCpu,
  texts: textsOf('trace', 'products'),
  useSource: ask => useWindowOf('products.list', ask, output => output),
  list: ask => call('products.list', ask),
  get: id => call('products.get', { id }),
  add: fields => call('products.add', fields),
  update: (id, version, patch) => call('products.update', { id, version, patch }),
  remove: (id, version) => call('products.remove', { id, version }),
  schema: trace['products.add'].input,
  blank,
  fieldsOf: r => ({
    partNumber: r.partNumber,
    name: r.name,
    family: r.family,
    package: r.package,
    notes: r.notes
  }),
  nameOf: record => record.partNumber,
  useColumns: () => {
    const { field, updated } = useColumnWords('trace', 'products')
    return [
      { id: 'partNumber', title: field('partNumber'), value: r => r.partNumber, width: 180, fixed: true },
      { id: 'name', title: field('name'), value: r => r.name, width: 220, grow: true },
      { id: 'family', title: field('family'), value: r => r.family, width: 140 },
      { id: 'package', title: field('package'), value: r => r.package, width: 140 },
      { id: 'notes', title: field('notes'), value: r => r.notes, width: 240, hidden: true },
      updated
    ]
  },
  useFields: () => useNamedFields<Fields>('trace', 'products', names),
  Form,
  Related: Uses
}

/** What is sold, by part number. */
export default function Products() {
  return <RegisterPage of={products} />
}

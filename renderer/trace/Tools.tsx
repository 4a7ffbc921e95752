import type { Output } from '@contract/index'
import { trace } from '@contract/trace'
import { IconBuildingCog } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/client/index'
import { ProseField, TextField } from '../ui/fields'
import { useWindowOf } from '../ui/grid/useWindowOf'
import type { FormProps, Register } from '../ui/register/register'
import css from '../ui/register/register.module.css'
import { RegisterPage } from '../ui/register/RegisterPage'
import { textsOf, useBinding, useColumnWords, useNamedFields } from '../ui/register/words'

type Tool = Output<'tools.get'>

const blank = { code: '', name: '', kind: '', area: '', notes: '' }

type Fields = typeof blank

const names = ['code', 'name', 'kind', 'area', 'notes'] as const

function Form(props: FormProps<Fields>) {
  const { readOnly, fresh } = props
  const { t } = useTranslation('trace')
  const bind = useBinding(props, 'trace', 'tools')
  return (
    <div className={css.form}>
      <TextField {...bind('code')} required maxLength={100} autoFocus={fresh} />
      <TextField {...bind('name')} maxLength={200} />
      <TextField {...bind('kind')} maxLength={100} placeholder={readOnly ? '' : t('tools.kindExample')} />
      <TextField {...bind('area')} maxLength={100} placeholder={readOnly ? '' : t('tools.areaExample')} />
      <ProseField {...bind('notes')} className={css.wide ?? ''} maxLength={10_000} />
    </div>
  )
}

const tools: Register<Tool, Fields> = {
  kind: 'tool',
  path: '/tools',
  name: 'tools',
  icon: IconBuildingCog,
  texts: textsOf('trace', 'tools'),
  useSource: ask => useWindowOf('tools.list', ask, output => output),
  list: ask => call('tools.list', ask),
  get: id => call('tools.get', { id }),
  add: fields => call('tools.add', fields),
  update: (id, version, patch) => call('tools.update', { id, version, patch }),
  remove: (id, version) => call('tools.remove', { id, version }),
  schema: trace['tools.add'].input,
  blank,
  fieldsOf: r => ({ code: r.code, name: r.name, kind: r.kind, area: r.area, notes: r.notes }),
  nameOf: record => record.code,
  useColumns: () => {
    const { field, updated } = useColumnWords('trace', 'tools')
    return [
      { id: 'code', title: field('code'), value: r => r.code, width: 160, fixed: true },
      { id: 'name', title: field('name'), value: r => r.name, width: 220, grow: true },
      { id: 'kind', title: field('kind'), value: r => r.kind, width: 160 },
      { id: 'area', title: field('area'), value: r => r.area, width: 160 },
      updated
    ]
  },
  useFields: () => useNamedFields<Fields>('trace', 'tools', names),
  Form
}

/** Process, test and inspection tools. */
export default function Tools() {
  return <RegisterPage of={tools} />
}

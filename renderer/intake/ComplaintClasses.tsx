import { classStates, intake } from '@contract/intake'
import type { Output } from '@contract/index'
import { IconCategory2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/client/index'
import { ChoiceField, TextField } from '../ui/fields'
import type { Column } from '../ui/grid/columns'
import { useWindowOf } from '../ui/grid/useWindowOf'
import { CountedItems } from '../pareto/CountedItems'
import type { FormProps, Register } from '../ui/register/register'
import css from '../ui/register/register.module.css'
import { RegisterPage } from '../ui/register/RegisterPage'
import { textsOf, useBinding, useColumnWords } from '../ui/register/words'
import { levelOf } from './classes'

type ComplaintClass = Output<'complaintClasses.get'>

interface Fields {
  readonly code: string
  readonly en: string
  readonly zh: string
  readonly state: (typeof classStates)[number]
}

const blank: Fields = { code: '', en: '', zh: '', state: 'current' }

const names = ['code', 'en', 'zh', 'state'] as const

function Form(props: FormProps<Fields>) {
  const { fresh } = props
  const { t } = useTranslation('intake')
  const bind = useBinding(props, 'intake', 'complaintClasses')
  return (
    <div className={css.form}>
      <TextField
        {...bind('code')}
        required
        maxLength={40}
        autoFocus={fresh}
        className={css.wide ?? ''}
        description={t('complaintClasses.codeHint')}
      />
      <TextField {...bind('en')} required maxLength={200} />
      <TextField {...bind('zh')} required maxLength={200} />
      <ChoiceField
        {...bind('state')}
        data={classStates.map(value => ({ value, label: t(`complaintClasses.states.${value}`) }))}
      />
    </div>
  )
}

/** Complaints of the class and of all below it. */
function Uses({ record }: { readonly record: ComplaintClass }) {
  const { t, i18n } = useTranslation('intake')
  const level = levelOf(record.code)
  return (
    <CountedItems
      title={t('complaintClasses.items')}
      none={t('complaintClasses.noItems')}
      field={`class${level}`}
      value={record.code}
      label={i18n.language.startsWith('zh') ? record.zh : record.en}
      usual={level === 3 ? 'product' : `class${level + 1}`}
    />
  )
}

const complaintClasses: Register<ComplaintClass, Fields> = {
  kind: 'complaintClass',
  path: '/complaint-classes',
  name: 'complaintClasses',
  icon: IconCategory2,
  texts: textsOf('intake', 'complaintClasses'),
  useSource: ask => useWindowOf('complaintClasses.list', ask, output => output),
  list: ask => call('complaintClasses.list', ask),
  get: id => call('complaintClasses.get', { id }),
  add: fields => call('complaintClasses.add', fields),
  update: (id, version, patch) => call('complaintClasses.update', { id, version, patch }),
  remove: (id, version) => call('complaintClasses.remove', { id, version }),
  schema: intake['complaintClasses.add'].input,
  blank,
  fieldsOf: r => ({ code: r.code, en: r.en, zh: r.zh, state: r.state }),
  nameOf: record => record.code,
  useColumns: () => {
    const { t, i18n } = useTranslation('intake')
    const { field, updated } = useColumnWords('intake', 'complaintClasses')
    const tongues = i18n.language.startsWith('zh') ? (['zh', 'en'] as const) : (['en', 'zh'] as const)
    return [
      { id: 'code', title: field('code'), value: r => r.code, width: 140, fixed: true },
      // The reader's own language first: beside an open record there is room for no more.
      ...tongues.map((id): Column<ComplaintClass> => ({
        id,
        title: field(id),
        value: r => r[id],
        width: 240,
        grow: true
      })),
      { id: 'state', title: field('state'), value: r => t(`complaintClasses.states.${r.state}`), width: 110 },
      updated
    ]
  },
  useFields: () => {
    const { t } = useTranslation('intake')
    return names.map(name => {
      const label = t(`complaintClasses.fields.${name}`)
      return name === 'state'
        ? { name, label, show: (value: Fields) => t(`complaintClasses.states.${value.state}`) }
        : { name, label }
    })
  },
  Form,
  Related: Uses
}

/** What complaints are sorted into: the classes of the site, on three levels. */
export default function ComplaintClasses() {
  return <RegisterPage of={complaintClasses} />
}

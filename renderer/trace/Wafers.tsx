import type { Output } from '@contract/index'
import { trace } from '@contract/trace'
import { IconDisc } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/client/index'
import { NumberField, ProseField, TextField } from '../ui/fields'
import { useWindowOf } from '../ui/grid/useWindowOf'
import { LotPicker } from '../ui/pickers/LotPicker'
import { RefText } from '../ui/refs/RefText'
import type { FormProps, Register } from '../ui/register/register'
import css from '../ui/register/register.module.css'
import { RegisterPage } from '../ui/register/RegisterPage'
import { textsOf, useBinding, useColumnWords } from '../ui/register/words'
import { RequiredPick } from '../ui/register/RequiredPick'

type Wafer = Output<'wafers.get'>

interface Fields {
  readonly waferNumber: string
  readonly lotId: string
  readonly slot: number | null
  readonly notes: string
}

const blank: Fields = { waferNumber: '', lotId: '', slot: null, notes: '' }
const names = ['waferNumber', 'lotId', 'slot', 'notes'] as const

function Form(props: FormProps<Fields>) {
  const { draft, problem, readOnly, fresh } = props
  const { t } = useTranslation('trace')
  const bind = useBinding(props, 'trace', 'wafers')
  const lotId = draft.value.lotId
  return (
    <div className={css.form}>
      <RequiredPick problem={problem('lotId')}>
        <LotPicker
          label={t('wafers.fields.lotId')}
          value={lotId === '' ? null : lotId}
          disabled={readOnly}
          autoFocus={fresh && lotId === ''}
          onChange={id => {
            draft.set('lotId', id ?? '')
          }}
        />
      </RequiredPick>
      <TextField {...bind('waferNumber')} required maxLength={100} autoFocus={fresh && lotId !== ''} />
      <NumberField {...bind('slot')} min={0} max={1000} allowDecimal={false} allowNegative={false} />
      <ProseField {...bind('notes')} className={css.wide ?? ''} maxLength={10_000} />
    </div>
  )
}

/** The lot it belongs to, one click away. */
function OfLot({ record }: { readonly record: Wafer }) {
  return <RefText of={{ kind: 'lot', id: record.lotId }} link />
}

const wafers: Register<Wafer, Fields> = {
  kind: 'wafer',
  path: '/wafers',
  name: 'wafers',
  icon: IconDisc,
  texts: textsOf('trace', 'wafers'),
  useSource: ask => useWindowOf('wafers.list', ask, output => output),
  list: ask => call('wafers.list', ask),
  get: id => call('wafers.get', { id }),
  add: fields => call('wafers.add', fields),
  update: (id, version, patch) => call('wafers.update', { id, version, patch }),
  remove: (id, version) => call('wafers.remove', { id, version }),
  schema: trace['wafers.add'].input,
  blank,
  prefill: value => (value('lot') === '' ? {} : { lotId: value('lot') }),
  fieldsOf: r => ({ waferNumber: r.waferNumber, lotId: r.lotId, slot: r.slot, notes: r.notes }),
  nameOf: record => record.waferNumber,
  useColumns: () => {
    const { field, updated } = useColumnWords('trace', 'wafers')
    return [
      { id: 'waferNumber', title: field('waferNumber'), value: r => r.waferNumber, width: 160, fixed: true },
      {
        id: 'lotId',
        title: field('lotId'),
        value: r => r.lotId,
        ref: r => ({ kind: 'lot', id: r.lotId }),
        width: 180
      },
      { id: 'slot', title: field('slot'), value: r => r.slot, align: 'end', width: 80 },
      { id: 'notes', title: field('notes'), value: r => r.notes, width: 260, grow: true },
      updated
    ]
  },
  useFields: () => {
    const { t } = useTranslation('trace')
    return names.map(name => ({
      name,
      label: t(`wafers.fields.${name}`),
      ...(name === 'lotId'
        ? { show: (value: Fields) => <RefText of={{ kind: 'lot', id: value.lotId }} /> }
        : {})
    }))
  },
  Form,
  Mark: OfLot
}

/** Wafers of all lots. */
export default function Wafers() {
  return <RegisterPage of={wafers} />
}

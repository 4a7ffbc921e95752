import { Select } from '@mantine/core'
import { actionKinds, actionStates } from '@contract/capa'
import { useTranslation } from 'react-i18next'
import { call } from '../app/client/index'
import { FieldValue } from '../cases/FieldValue'
import { DayField, ProseField, TextField } from '../ui/fields'
import { PersonPicker } from '../ui/pickers/PersonPicker'
import { QuickEditor } from '../ui/quick/QuickEditor'
import { QuickFields } from '../ui/quick/QuickList'
import { useDraft } from '../ui/useDraft'
import { useToday } from '../ui/useToday'
import { type Action, stateChange } from './phases'

const fields = ['kind', 'title', 'details', 'ownerId', 'due', 'doneOn', 'state'] as const
type Facts = Pick<Action, (typeof fields)[number]>

const labels: Readonly<Record<keyof Facts, string>> = {
  kind: 'kind',
  title: 'name',
  details: 'details',
  ownerId: 'owner',
  due: 'due',
  doneOn: 'doneOn',
  state: 'state'
}

function factsOf({ kind, title, details, ownerId, due, doneOn, state }: Action): Facts {
  return { kind, title, details, ownerId, due, doneOn, state }
}

interface Props {
  readonly action: Action
  readonly readOnly: boolean
  readonly onClose: () => void
}

/** All fields of an action, saved as one types. */
export function ActionEditor({ action, readOnly, onClose }: Props) {
  const { t } = useTranslation('capa')
  const today = useToday()
  const draft = useDraft<Facts>({
    key: `action.${action.id}`,
    base: factsOf(action),
    version: action.version,
    save: async (patch, version) => {
      const stored = await call('actions.update', { id: action.id, version, patch })
      return { value: factsOf(stored), version: stored.version }
    }
  })
  const { value } = draft
  return (
    <QuickEditor
      draft={draft}
      stored={action}
      onClose={onClose}
      fields={fields.map(name => ({
        name,
        label: t(labels[name]),
        show: (facts: Facts) => <FieldValue field={name} value={facts[name]} entity="action" />
      }))}
    >
      <QuickFields>
        <Select
          label={t('kind')}
          disabled={readOnly}
          allowDeselect={false}
          data={actionKinds.map(kind => ({ value: kind, label: t(`kinds.${kind}`) }))}
          value={value.kind}
          onChange={next => {
            const kind = actionKinds.find(known => known === next)
            if (kind !== undefined) draft.set('kind', kind)
          }}
        />
        <TextField
          draft={draft}
          field="title"
          label={t('name')}
          maxLength={300}
          readOnly={readOnly}
          error={value.title.trim() === '' ? t('nameNeeded') : null}
        />
      </QuickFields>
      <QuickFields>
        <PersonPicker
          label={t('owner')}
          disabled={readOnly}
          value={value.ownerId}
          onChange={next => {
            draft.set('ownerId', next)
          }}
        />
        <DayField draft={draft} field="due" label={t('due')} disabled={readOnly} />
        <Select
          label={t('state')}
          disabled={readOnly}
          allowDeselect={false}
          data={actionStates.map(state => ({ value: state, label: t(`states.${state}`) }))}
          value={value.state}
          onChange={next => {
            const state = actionStates.find(known => known === next)
            if (state !== undefined) draft.replace({ ...value, ...stateChange(value, state, today) })
          }}
        />
        <DayField draft={draft} field="doneOn" label={t('doneOn')} disabled={readOnly} />
      </QuickFields>
      <ProseField draft={draft} field="details" label={t('details')} maxLength={20_000} readOnly={readOnly} />
    </QuickEditor>
  )
}

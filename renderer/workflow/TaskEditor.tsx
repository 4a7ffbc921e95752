import { Select } from '@mantine/core'
import { taskStates } from '@contract/workflow'
import { useTranslation } from 'react-i18next'
import { call } from '../app/client/index'
import { FieldValue } from '../cases/FieldValue'
import { DayField, ProseField, TextField } from '../ui/fields'
import { PersonPicker } from '../ui/pickers/PersonPicker'
import { QuickEditor } from '../ui/quick/QuickEditor'
import { QuickFields } from '../ui/quick/QuickList'
import { useDraft } from '../ui/useDraft'
import type { Task } from './states'

const fields = ['title', 'details', 'ownerId', 'due', 'state'] as const
type Facts = Pick<Task, (typeof fields)[number]>

function factsOf({ title, details, ownerId, due, state }: Task): Facts {
  return { title, details, ownerId, due, state }
}

interface Props {
  readonly task: Task
  readonly readOnly: boolean
  readonly onClose: () => void
}

/** All fields of a task, saved as one types. */
export function TaskEditor({ task, readOnly, onClose }: Props) {
  const { t } = useTranslation('workflow')
  const draft = useDraft<Facts>({
    key: `task.${task.id}`,
    base: factsOf(task),
    version: task.version,
    save: async (patch, version) => {
      const stored = await call('tasks.update', { id: task.id, version, patch })
      return { value: factsOf(stored), version: stored.version }
    }
  })
  return (
    <QuickEditor
      draft={draft}
      stored={task}
      onClose={onClose}
      fields={fields.map(name => ({
        name,
        label: t(name === 'title' ? 'name' : name === 'ownerId' ? 'owner' : name),
        show: (facts: Facts) => <FieldValue field={name} value={facts[name]} entity="task" />
      }))}
    >
      <TextField
        draft={draft}
        field="title"
        label={t('name')}
        maxLength={300}
        readOnly={readOnly}
        error={draft.value.title.trim() === '' ? t('nameNeeded') : null}
        data-autofocus
      />
      <QuickFields>
        <PersonPicker
          label={t('owner')}
          disabled={readOnly}
          value={draft.value.ownerId}
          onChange={next => {
            draft.set('ownerId', next)
          }}
        />
        <DayField draft={draft} field="due" label={t('due')} disabled={readOnly} />
        <Select
          label={t('state')}
          disabled={readOnly}
          allowDeselect={false}
          data={taskStates.map(state => ({ value: state, label: t(`states.${state}`) }))}
          value={draft.value.state}
          onChange={next => {
            const state = taskStates.find(known => known === next)
            if (state !== undefined) draft.set('state', state)
          }}
        />
      </QuickFields>
      <ProseField draft={draft} field="details" label={t('details')} maxLength={20_000} readOnly={readOnly} />
    </QuickEditor>
  )
}

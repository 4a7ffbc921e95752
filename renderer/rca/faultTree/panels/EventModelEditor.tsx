import type { EventModel } from '@contract/diagram/faultTree'
import type { OfType } from '../tree'
import { MeasuredModel } from './MeasuredModel'
import { ModelEditor } from './ModelEditor'
import { SharedModelField } from './SharedModelField'

interface Props {
  readonly model: EventModel
  readonly parameters: readonly OfType<'parameter'>[]
  readonly disabled: boolean
  readonly onChange: (model: EventModel) => void
}

/** A model of an event: its own, one counted in the store, or one of the site's library. */
export function EventModelEditor(props: Props) {
  const { model, disabled, onChange } = props
  const more =
    model.kind === 'measured' ? (
      <MeasuredModel model={model} disabled={disabled} onChange={onChange} />
    ) : model.kind === 'shared' ? (
      <SharedModelField model={model} disabled={disabled} onChange={onChange} />
    ) : null
  return <ModelEditor {...props} more={more} />
}

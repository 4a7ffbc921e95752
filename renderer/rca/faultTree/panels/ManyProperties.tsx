import { eventKinds, gateKinds } from '@contract/diagram/faultTree'
import { Button, NumberInput, SegmentedControl, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ManyHead } from '../../node/ManyHead'
import { commonOf } from '../../node/many'
import { setFields } from '../commands/many'
import type { WhatIf } from '../results/useWhatIf'
import type { OfType, Target } from '../tree'
import type { TreeEditor } from '../useTree'
import { EventModelEditor } from './EventModelEditor'
import css from './panels.module.css'
import { WhatIfField } from './WhatIfField'

interface Props {
  readonly editor: TreeEditor
  readonly records: readonly Target[]
  readonly whatIf: WhatIf
}

/** What several gates, or several events, have in common; each field is changed for all in one step. */
export function ManyProperties({ editor, records, whatIf }: Props) {
  const gates = records.filter(record => record.type === 'gate')
  const events = records.filter(record => record.type === 'event')
  const alike = gates.length === 0 || events.length === 0
  return (
    <div className={css.form} key={records.map(record => record.id).join()}>
      <ManyHead count={records.length} alike={alike} />
      {alike && gates.length > 0 && <GatesFields editor={editor} gates={gates} />}
      {alike && events.length > 0 && <EventsFields editor={editor} events={events} />}
      {alike && <WhatIfField records={records} whatIf={whatIf} />}
    </div>
  )
}

function GatesFields({
  editor,
  gates
}: {
  readonly editor: TreeEditor
  readonly gates: readonly OfType<'gate'>[]
}) {
  const { t } = useTranslation(['faultTree', 'rca'])
  const { open, run, tree } = editor
  const [kind, k] = [commonOf(gates, 'gate'), commonOf(gates, 'k')]
  const least = Math.min(...gates.map(gate => tree.inputs.get(gate.id)?.length ?? 0))
  return (
    <>
      <Select
        label={t('properties.gate')}
        placeholder={t('rca:many.mixed')}
        data={gateKinds.map(value => ({ value, label: t(`gates.${value}`) }))}
        value={!kind.mixed && typeof kind.value === 'string' ? kind.value : null}
        allowDeselect={false}
        disabled={open.readOnly}
        onChange={value => {
          if (value !== null) run(setFields(gates, 'gate', value, 'gate'))
        }}
      />
      {gates.every(gate => gate.data.gate === 'atleast') && (
        <NumberInput
          label={t('properties.k', { n: least })}
          placeholder={t('rca:many.mixed')}
          value={k.mixed ? '' : Number(k.value)}
          min={1}
          max={10_000}
          clampBehavior="strict"
          allowDecimal={false}
          disabled={open.readOnly}
          onChange={value => {
            if (typeof value === 'number' && value >= 1) run(setFields(gates, 'k', value, 'k'))
          }}
        />
      )}
    </>
  )
}

interface EventsProps {
  readonly editor: TreeEditor
  readonly events: readonly OfType<'event'>[]
}

function EventsFields({ editor, events }: EventsProps) {
  const { t } = useTranslation(['faultTree', 'rca'])
  const { open, run, tree } = editor
  const [kind, state] = [commonOf(events, 'kind'), commonOf(events, 'state')]
  const grouped = new Set(tree.groups.flatMap(group => group.data.members))
  return (
    <>
      <Select
        label={t('properties.event')}
        placeholder={t('rca:many.mixed')}
        data={eventKinds.map(value => ({ value, label: t(`events.${value}`) }))}
        value={!kind.mixed && typeof kind.value === 'string' ? kind.value : null}
        allowDeselect={false}
        disabled={open.readOnly}
        onChange={value => {
          if (value !== null) run(setFields(events, 'kind', value, 'kind'))
        }}
      />
      {events.every(event => event.data.kind === 'house') && (
        <SegmentedControl
          size="xs"
          aria-label={t('properties.state')}
          value={state.mixed ? 'mixed' : state.value === true ? 'on' : 'off'}
          disabled={open.readOnly}
          data={[
            { value: 'on', label: t('state.true') },
            { value: 'off', label: t('state.false') }
          ]}
          onChange={value => {
            run(setFields(events, 'state', value === 'on', 'state'))
          }}
        />
      )}
      {events.every(event => event.data.kind !== 'house' && !grouped.has(event.id)) && (
        <ModelOfAll editor={editor} events={events} />
      )}
    </>
  )
}

/** One model for all. Where they differ, that of the one with the focus can be given to the others first. */
function ModelOfAll({ editor, events }: EventsProps) {
  const { t } = useTranslation(['faultTree', 'rca'])
  const { open, run, tree, record } = editor
  const model = commonOf(events, 'model')
  const from = events.find(event => event.id === record?.id) ?? events.at(-1)
  if (from === undefined) return null
  if (!model.mixed)
    return (
      <EventModelEditor
        model={from.data.model}
        parameters={tree.parameters}
        disabled={open.readOnly}
        onChange={next => {
          run(setFields(events, 'model', next, 'model'))
        }}
      />
    )
  return (
    <div>
      <p className={css.says}>{t('properties.modelMixed')}</p>
      <Button
        variant="default"
        size="compact-xs"
        disabled={open.readOnly}
        onClick={() => {
          run(setFields(events, 'model', from.data.model, 'model'))
        }}
      >
        {t('properties.modelOf', { name: from.data.name })}
      </Button>
    </div>
  )
}

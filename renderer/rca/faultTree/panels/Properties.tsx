import { gateKinds, eventKinds, type EventModel } from '@contract/diagram/faultTree'
import { Button, Checkbox, Group, NumberInput, Select, SegmentedControl } from '@mantine/core'
import { IconArrowBarDown, IconArrowBarUp, IconBinaryTree2, IconTarget } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../../ui/faces'
import { EvidenceOf } from '../../evidence/EvidenceOf'
import { LinksOf } from '../../node/LinksOf'
import { negate, setField, setSetting } from '../commands/edit'
import { recordsAt } from '../commands/many'
import { develop, setPage } from '../commands/shape'
import type { OfType, Target } from '../tree'
import { newId, type TreeEditor } from '../useTree'
import type { WhatIf } from '../results/useWhatIf'
import { TextCommit } from './fields'
import { EventModelEditor } from './EventModelEditor'
import { ManyProperties } from './ManyProperties'
import css from './panels.module.css'
import { Uses } from './Uses'
import { WhatIfField } from './WhatIfField'

interface Props {
  readonly editor: TreeEditor
  readonly whatIf: WhatIf
  /** Probability of a gate or event as it was computed last; '' where it is not known. */
  readonly probability: (id: string) => string
}

/** All there is to say about the gate or event that has the focus. */
export function Properties({ editor, whatIf, probability }: Props) {
  const { t } = useTranslation('faultTree')
  const { record, open, selection } = editor
  const records = recordsAt(open.nodes, selection.nodes)
  if (records.length > 1) return <ManyProperties editor={editor} records={records} whatIf={whatIf} />
  if (record === null) return <Empty title={t('properties.none')} hint={t('properties.noneHint')} />
  return (
    <div className={css.form} key={record.id}>
      <Head editor={editor} record={record} probability={probability} />
      <Naming editor={editor} record={record} />
      {record.type === 'gate' ? (
        <GateFields editor={editor} gate={record} whatIf={whatIf} />
      ) : (
        <EventFields editor={editor} event={record} whatIf={whatIf} />
      )}
      <Note editor={editor} record={record} />
      <Uses editor={editor} record={record} />
      <EvidenceOf open={editor.open} node={record} />
      <LinksOf open={editor.open} node={record} />
    </div>
  )
}

function Head({ editor, record, probability }: Omit<Props, 'whatIf'> & { readonly record: Target }) {
  const { t } = useTranslation('faultTree')
  const p = probability(record.id)
  const isTop = editor.tree.top?.id === record.id
  return (
    <div className={css.head}>
      <h2>{t(record.type)}</h2>
      <span className={css.quiet}>
        {t(record.type === 'gate' ? `gates.${record.data.gate}` : `events.${record.data.kind}`)}
        {isTop && ` · ${t('properties.isTop')}`}
      </span>
      {p !== '' && <span className={css.p}>{p}</span>}
    </div>
  )
}

function Naming({ editor, record }: { readonly editor: TreeEditor; readonly record: Target }) {
  const { t } = useTranslation('faultTree')
  const { open, tree, run } = editor
  const { name, label } = record.data
  return (
    <>
      <TextCommit
        label={t('properties.label')}
        value={label}
        prose
        maxLength={2000}
        disabled={open.readOnly}
        onCommit={(text, from) => {
          run(setField(open.nodes, record.id, 'label', text, 'rename', from))
        }}
      />
      <TextCommit
        label={t('properties.name')}
        value={name}
        maxLength={120}
        disabled={open.readOnly}
        onCommit={(text, from) => {
          const next = text.trim()
          // A name that is taken is refused by the core with the reason; the box keeps what is there.
          if (next !== '') run(setField(open.nodes, record.id, 'name', next, 'name', from))
        }}
        {...(tree.names.has(name) ? {} : { error: t('properties.name') })}
      />
    </>
  )
}

interface GateProps {
  readonly editor: TreeEditor
  readonly gate: OfType<'gate'>
  readonly whatIf: WhatIf
}

function GateFields({ editor, gate, whatIf }: GateProps) {
  const { t } = useTranslation('faultTree')
  const { open, run, tree } = editor
  const { readOnly, nodes } = open
  const { data } = gate
  const inputs = tree.inputs.get(gate.id)?.length ?? 0
  return (
    <>
      <div className={css.pair}>
        <Select
          label={t('properties.gate')}
          data={gateKinds.map(value => ({ value, label: t(`gates.${value}`) }))}
          value={data.gate}
          allowDeselect={false}
          disabled={readOnly}
          onChange={value => {
            if (value !== null) run(setField(nodes, gate.id, 'gate', value, 'gate'))
          }}
        />
        {data.gate === 'atleast' && (
          <NumberInput
            label={t('properties.k', { n: inputs })}
            value={data.k}
            min={1}
            max={10_000}
            clampBehavior="strict"
            allowDecimal={false}
            disabled={readOnly}
            error={inputs > 0 && data.k > inputs ? t('properties.kTooLarge', { n: inputs }) : null}
            onChange={value => {
              if (typeof value === 'number' && value >= 1) run(setField(nodes, gate.id, 'k', value, 'k'))
            }}
          />
        )}
      </div>
      {data.gate === 'pand' && <p className={css.warn}>{t('properties.pand')}</p>}
      {data.gate === 'inhibit' && <p className={css.says}>{t('properties.inhibit')}</p>}
      <Negated editor={editor} />
      <WhatIfField records={[gate]} whatIf={whatIf} />
      {!readOnly && (
        <Group gap="xs">
          {tree.uses.has(gate.id) && (
            <Button
              variant="default"
              size="compact-xs"
              leftSection={data.page ? <IconArrowBarUp size={13} /> : <IconArrowBarDown size={13} />}
              onClick={() => {
                run(setPage(nodes, [gate.id], !data.page))
              }}
            >
              {t(
                !data.page ? 'do.breakOut' : editor.page?.id === gate.id ? 'do.bringBackUp' : 'do.bringBack'
              )}
            </Button>
          )}
          {tree.top?.id !== gate.id && (
            <Button
              variant="default"
              size="compact-xs"
              leftSection={<IconTarget size={13} />}
              onClick={() => {
                run(setSetting(nodes, 'top', gate.id, newId))
              }}
            >
              {t('do.setTop')}
            </Button>
          )}
        </Group>
      )}
    </>
  )
}

/** Negation belongs to the input that has the focus, not to what it names. */
function Negated({ editor }: { readonly editor: TreeEditor }) {
  const { t } = useTranslation('faultTree')
  const { open, selection, run } = editor
  const input = open.nodes.get(selection.focus ?? '')
  if (input?.type !== 'input') return null
  return (
    <Checkbox
      label={t('properties.negated')}
      checked={input.data.negated}
      disabled={open.readOnly}
      onChange={() => {
        run(negate(open.nodes, input.id))
      }}
    />
  )
}

interface EventProps {
  readonly editor: TreeEditor
  readonly event: OfType<'event'>
  readonly whatIf: WhatIf
}

function EventFields({ editor, event, whatIf }: EventProps) {
  const { t } = useTranslation('faultTree')
  const { open, run, tree } = editor
  const { nodes, readOnly } = open
  const { data } = event
  const group = tree.groups.find(one => one.data.members.includes(event.id))
  return (
    <>
      <Select
        label={t('properties.event')}
        data={eventKinds.map(value => ({ value, label: t(`events.${value}`) }))}
        value={data.kind}
        allowDeselect={false}
        disabled={readOnly}
        onChange={value => {
          if (value !== null) run(setField(nodes, event.id, 'kind', value, 'kind'))
        }}
      />
      <Negated editor={editor} />
      {data.kind === 'house' ? (
        <SegmentedControl
          size="xs"
          aria-label={t('properties.state')}
          value={data.state ? 'on' : 'off'}
          disabled={readOnly}
          data={[
            { value: 'on', label: t('state.true') },
            { value: 'off', label: t('state.false') }
          ]}
          onChange={value => {
            run(setField(nodes, event.id, 'state', value === 'on', 'state'))
          }}
        />
      ) : group === undefined ? (
        <EventModelEditor
          key={event.id}
          model={data.model}
          parameters={tree.parameters}
          disabled={readOnly}
          onChange={(model: EventModel) => {
            run(setField(nodes, event.id, 'model', model, 'model'))
          }}
        />
      ) : (
        <p className={css.says}>{t('properties.inGroup', { name: group.data.name })}</p>
      )}
      <WhatIfField records={[event]} whatIf={whatIf} />
      {!readOnly && (
        <Group gap="xs">
          <Button
            variant="default"
            size="compact-xs"
            leftSection={<IconBinaryTree2 size={13} />}
            onClick={() => {
              run(develop(nodes, event.id, newId))
            }}
          >
            {t('do.develop')}
          </Button>
        </Group>
      )}
    </>
  )
}

function Note({ editor, record }: { readonly editor: TreeEditor; readonly record: Target }) {
  const { t } = useTranslation('faultTree')
  const { open, run } = editor
  return (
    <TextCommit
      label={t('note')}
      value={record.data.note}
      prose
      maxLength={2000}
      disabled={open.readOnly}
      onCommit={(text, from) => {
        run(setField(open.nodes, record.id, 'note', text, 'note', from))
      }}
    />
  )
}

import { ccfKinds, parameterValue } from '@contract/diagram/faultTree'
import type { Json } from '@contract/json'
import { ActionIcon, Button, MultiSelect, Select } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { setField, setSetting } from '../commands/edit'
import {
  addGroup,
  addParameter,
  factorsFor,
  removeRecord,
  setGroupModel,
  setMembers
} from '../commands/numbers'
import type { OfType } from '../tree'
import { newId, type TreeEditor } from '../useTree'
import { QuantityField, TextCommit } from './fields'
import { MeasuredAll } from './MeasuredAll'
import { EventModelEditor } from './EventModelEditor'
import css from './panels.module.css'

type ParameterValue = z.output<typeof parameterValue>

/** Mission time, parameters and common-cause groups: the numbers of the tree as a whole. */
export function DataPanel({ editor }: { readonly editor: TreeEditor }) {
  const { t } = useTranslation('faultTree')
  const { open, tree, run } = editor
  const { nodes, readOnly } = open
  return (
    <div className={css.form}>
      <QuantityField
        label={t('data.missionTime')}
        unit={t('unit.hours')}
        value={tree.settings?.data.missionTime ?? 8760}
        parameters={[]}
        disabled={readOnly}
        onCommit={value => {
          if (typeof value === 'number' && value > 0) run(setSetting(nodes, 'missionTime', value, newId))
        }}
      />
      <MeasuredAll editor={editor} />
      <section aria-label={t('data.parameters')}>
        <div className={css.sectionHead}>
          <b>{t('data.parameters')}</b>
          {!readOnly && (
            <Button
              variant="default"
              size="compact-xs"
              leftSection={<IconPlus size={13} />}
              onClick={() => {
                run(addParameter(nodes, newId))
              }}
            >
              {t('data.addParameter')}
            </Button>
          )}
        </div>
        {tree.parameters.length === 0 && <p className={css.says}>{t('data.noParameters')}</p>}
        {tree.parameters.map(parameter => (
          <Parameter key={parameter.id} editor={editor} parameter={parameter} />
        ))}
      </section>
      <section aria-label={t('data.groups')}>
        <div className={css.sectionHead}>
          <b>{t('data.groups')}</b>
          {!readOnly && (
            <Button
              variant="default"
              size="compact-xs"
              leftSection={<IconPlus size={13} />}
              onClick={() => {
                run(addGroup(nodes, newId))
              }}
            >
              {t('data.addGroup')}
            </Button>
          )}
        </div>
        {tree.groups.length === 0 && <p className={css.says}>{t('data.noGroups')}</p>}
        {tree.groups.map(group => (
          <Group key={group.id} editor={editor} group={group} />
        ))}
      </section>
    </div>
  )
}

const spreads = ['number', 'uniform', 'normal', 'lognormal', 'gamma', 'beta'] as const

/** Numbers of each spread, in order. */
const spreadFields: Readonly<Record<ParameterValue['kind'], readonly string[]>> = {
  number: ['value'],
  uniform: ['low', 'high'],
  normal: ['mean', 'sigma'],
  lognormal: ['mean', 'errorFactor', 'level'],
  gamma: ['shape', 'scale'],
  beta: ['alpha', 'beta'],
  mef: []
}

/** A spread around what was there before. */
function spread(kind: (typeof spreads)[number], from: ParameterValue): ParameterValue {
  const mean =
    from.kind === 'number'
      ? from.value
      : 'mean' in from
        ? from.mean
        : from.kind === 'uniform'
          ? (from.low + from.high) / 2
          : 0.01
  const positive = mean > 0 ? mean : 0.01
  switch (kind) {
    case 'number':
      return { kind, value: mean }
    case 'uniform':
      return { kind, low: mean / 2, high: mean * 1.5 }
    case 'normal':
      return { kind, mean, sigma: positive / 5 }
    case 'lognormal':
      return { kind, mean: positive, errorFactor: 3, level: 0.95 }
    case 'gamma':
      return { kind, shape: 2, scale: positive / 2 }
    case 'beta':
      return { kind, alpha: 1, beta: 99 }
  }
}

function Parameter({
  editor,
  parameter
}: {
  readonly editor: TreeEditor
  readonly parameter: OfType<'parameter'>
}) {
  const { t } = useTranslation('faultTree')
  const { open, run } = editor
  const { nodes, readOnly } = open
  const { name, unit, value } = parameter.data
  const set = (field: string, to: Json, from?: Json): void => {
    run(setField(nodes, parameter.id, field, to, 'parameter', from))
  }
  const numbers: Readonly<Record<string, unknown>> = value
  return (
    <div className={css.card}>
      <div className={css.cardHead}>
        <TextCommit
          label={t('data.name')}
          value={name}
          maxLength={120}
          disabled={readOnly}
          onCommit={(text, from) => {
            if (text.trim() !== '') set('name', text.trim(), from)
          }}
        />
        <TextCommit
          label={t('data.unit')}
          value={unit}
          maxLength={40}
          disabled={readOnly}
          onCommit={(text, from) => {
            set('unit', text, from)
          }}
        />
        {!readOnly && (
          <ActionIcon
            variant="subtle"
            color="red"
            aria-label={t('data.removeNamed', { name })}
            onClick={() => {
              run(removeRecord(nodes, parameter.id))
            }}
          >
            <IconTrash size={14} />
          </ActionIcon>
        )}
      </div>
      <div className={css.pair}>
        <Select
          label={t('data.spread')}
          data={[...spreads, ...(value.kind === 'mef' ? (['mef'] as const) : [])].map(kind => ({
            value: kind,
            label: t(`spreads.${kind}`)
          }))}
          value={value.kind}
          allowDeselect={false}
          disabled={readOnly}
          onChange={kind => {
            const chosen = spreads.find(one => one === kind)
            if (chosen !== undefined && chosen !== value.kind) set('value', spread(chosen, value))
          }}
        />
        {spreadFields[value.kind].map(field => (
          <QuantityField
            key={`${value.kind}.${field}`}
            label={t(`spread.${field}`)}
            value={(numbers[field] ?? 0) as number}
            parameters={[]}
            disabled={readOnly}
            onCommit={next => {
              const made = parameterValue.safeParse({ ...value, [field]: next })
              if (made.success) set('value', made.data)
            }}
          />
        ))}
      </div>
    </div>
  )
}

function Group({ editor, group }: { readonly editor: TreeEditor; readonly group: OfType<'ccf'> }) {
  const { t } = useTranslation('faultTree')
  const { open, run, tree } = editor
  const { nodes, readOnly } = open
  const { name, model, members, factors, q } = group.data
  const set = (field: string, to: Json, from?: Json): void => {
    run(setField(nodes, group.id, field, to, 'group', from))
  }
  const elsewhere = new Set(tree.groups.filter(one => one.id !== group.id).flatMap(one => one.data.members))
  const wanted = factorsFor(model, members.length)
  const total = factors.reduce((sum, { value }) => sum + (typeof value === 'number' ? value : Number.NaN), 0)
  return (
    <div className={css.card}>
      <div className={css.cardHead}>
        <TextCommit
          label={t('data.name')}
          value={name}
          maxLength={120}
          disabled={readOnly}
          onCommit={(text, from) => {
            if (text.trim() !== '') set('name', text.trim(), from)
          }}
        />
        <Select
          label={t('data.ccf')}
          data={ccfKinds.map(value => ({ value, label: t(`ccf.${value}`) }))}
          value={model}
          allowDeselect={false}
          disabled={readOnly}
          onChange={value => {
            const chosen = ccfKinds.find(kind => kind === value)
            if (chosen !== undefined) run(setGroupModel(nodes, group.id, chosen))
          }}
        />
        {!readOnly && (
          <ActionIcon
            variant="subtle"
            color="red"
            aria-label={t('data.removeNamed', { name })}
            onClick={() => {
              run(removeRecord(nodes, group.id))
            }}
          >
            <IconTrash size={14} />
          </ActionIcon>
        )}
      </div>
      <MultiSelect
        label={t('data.members')}
        searchable
        data={tree.events
          .filter(event => event.data.kind !== 'house' && !elsewhere.has(event.id))
          .map(event => ({
            value: event.id,
            label: `${event.data.name} ${event.data.label}`.trim().slice(0, 80)
          }))}
        value={members.filter(id => nodes.has(id))}
        disabled={readOnly}
        error={members.length < 2 ? t('data.twoMembers') : null}
        onChange={next => {
          run(setMembers(nodes, group.id, next))
        }}
      />
      <EventModelEditor
        model={q}
        parameters={tree.parameters}
        disabled={readOnly}
        onChange={next => {
          set('q', next)
        }}
      />
      <div className={css.pair}>
        {wanted.map(level => (
          <QuantityField
            key={level}
            label={t(`ccfFactor.${model}`, { level })}
            value={factors.find(one => one.level === level)?.value ?? null}
            optional={t('data.missing')}
            parameters={tree.parameters}
            disabled={readOnly}
            onCommit={value => {
              const rest = factors.filter(one => one.level !== level && wanted.includes(one.level))
              const next = value === null ? rest : [...rest, { level, value }]
              set(
                'factors',
                next.toSorted((a, b) => a.level - b.level)
              )
            }}
          />
        ))}
      </div>
      {model === 'phi-factor' && !Number.isNaN(total) && Math.abs(total - 1) > 1e-6 && (
        <p className={css.warn}>{t('data.phiSum', { sum: total })}</p>
      )}
      {factors.some(({ value }) => typeof value === 'number' && !(value >= 0 && value <= 1)) && (
        <p className={css.warn}>{t('data.factorRange')}</p>
      )}
    </div>
  )
}

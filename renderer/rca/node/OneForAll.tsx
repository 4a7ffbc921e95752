import type { DiagramNode } from '@contract/diagram/node'
import type { Json } from '@contract/json'
import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import { commonOf, setAll } from './many'
import css from './node.module.css'

interface Props<V extends string> {
  readonly open: OpenDiagram
  readonly nodes: readonly DiagramNode[]
  readonly field: string
  readonly label: string
  readonly choices: readonly { readonly value: V; readonly label: string }[]
  /** The choice a value stands for, and the value a choice is kept as; the choice itself by default. */
  readonly shown?: (value: Json) => string
  readonly kept?: (choice: V) => Json
  /** Intent of the step; `...Many` for several. */
  readonly intent: string
}

/** One of a few values for several nodes at once; says where they differ. */
export function OneForAll<V extends string>(props: Props<V>) {
  const { open, nodes, field, label, choices, intent } = props
  const { shown = String, kept = (choice: V): Json => choice } = props
  const { t } = useTranslation('rca')
  const common = commonOf(nodes, field)
  return (
    <div className={css.forAll}>
      <span>
        {label}
        {common.mixed && <em className={css.mixed}>{t('many.mixed')}</em>}
      </span>
      <SegmentedControl
        aria-label={common.mixed ? t('many.field', { label, value: t('many.mixed') }) : label}
        size="xs"
        disabled={open.readOnly}
        value={common.mixed ? mixed : shown(common.value)}
        data={[...choices]}
        onChange={next => {
          const choice = choices.find(one => one.value === next)
          const step = choice === undefined ? null : setAll(nodes, field, kept(choice.value), intent)
          if (step !== null) open.session.change(step.intent, step.changes)
        }}
      />
    </div>
  )
}

/** No choice has this value: none is marked. */
const mixed = ' mixed'

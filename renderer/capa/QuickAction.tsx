import { Select } from '@mantine/core'
import { actionKinds } from '@contract/capa'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../app/client/index'
import { QuickAdd } from '../ui/quick/QuickAdd'
import type { ActionKind } from './phases'

interface Props {
  readonly caseId: string
  readonly kind: ActionKind
  readonly onKind: (kind: ActionKind) => void
  /** A kind that was asked for (by a link): the cursor goes into the box. */
  readonly asked: string
}

/** A line that adds actions, with what they are for. */
export function QuickAction({ caseId, kind, onKind, asked }: Props) {
  const { t } = useTranslation('capa')
  const add = useCommand('actions.add')
  return (
    <QuickAdd
      texts="capa"
      owner={null}
      asked={asked}
      add={line => add.mutateAsync({ ...line, caseId, kind })}
      lead={
        <Select
          w={150}
          aria-label={t('kind')}
          allowDeselect={false}
          data={actionKinds.map(value => ({ value, label: t(`kinds.${value}`) }))}
          value={kind}
          onChange={next => {
            const known = actionKinds.find(value => value === next)
            if (known !== undefined) onKind(known)
          }}
        />
      }
    />
  )
}

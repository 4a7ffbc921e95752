import { actionKinds, actionStates } from '@contract/capa'
import { IconShieldPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useCommand, useQueryOf } from '../app/client/index'
import { useMay } from '../app/me'
import { useUrlValue } from '../app/navigation'
import { useShortcut } from '../app/shortcuts'
import { SourceOf } from '../rca/SourceOf'
import { Empty, Faces } from '../ui/faces'
import { Section } from '../ui/Page'
import { QuickList } from '../ui/quick/QuickList'
import { QuickRow } from '../ui/quick/QuickRow'
import { RowList } from '../ui/rows/RowList'
import { toastFault } from '../ui/toasts'
import { useToday } from '../ui/useToday'
import { ActionEditor } from './ActionEditor'
import { type Action, type ActionKind, type ActionState, isActionEnded, stateChange } from './phases'
import { QuickAction } from './QuickAction'
import { ActionStateBadge } from './states'

/** The actions of a case by what they are for; a line to add, rows that open where they stand. */
export default function ActionList({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('capa')
  const mayWrite = useMay('cases.write')
  const answer = useQueryOf('actions.list', { where: { caseId }, limit: 1000 })
  const [open, setOpen] = useUrlValue('open', '')
  const [wanted, setWanted] = useUrlValue('add', '')
  const kind: ActionKind = actionKinds.find(known => known === wanted) ?? 'containment'
  useShortcut('Enter', t('keys.open'), null, { group: 'app:keys.list' })
  return (
    <QuickList>
      {mayWrite && (
        <Section flush>
          <QuickAction caseId={caseId} kind={kind} onKind={setWanted} asked={wanted} />
        </Section>
      )}
      <Faces
        of={answer}
        isEmpty={data => data.rows.length === 0}
        empty={<Empty icon={IconShieldPlus} title={t('none')} hint={t('noneHint')} />}
      >
        {data =>
          actionKinds.map(group => {
            const rows = data.rows.filter(action => action.kind === group)
            if (rows.length === 0) return null
            return (
              <Section key={group} flush title={`${t(`kinds.${group}`)} · ${rows.length}`}>
                <RowList label={t(`kinds.${group}`)}>
                  {rows.map(action => (
                    <ActionRow
                      key={action.id}
                      action={action}
                      mayWrite={mayWrite}
                      open={open === action.id}
                      onOpen={next => {
                        setOpen(next ? action.id : '')
                      }}
                    />
                  ))}
                </RowList>
              </Section>
            )
          })
        }
      </Faces>
    </QuickList>
  )
}

interface RowProps {
  readonly action: Action
  readonly mayWrite: boolean
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
}

function ActionRow({ action, mayWrite, open, onOpen }: RowProps) {
  const today = useToday()
  const update = useCommand('actions.update')
  const remove = useCommand('actions.remove')
  const set = (state: ActionState): void => {
    update.mutate(
      { id: action.id, version: action.version, patch: stateChange(action, state, today) },
      { onError: toastFault }
    )
  }
  const off = action.state === 'cancelled'
  return (
    <QuickRow
      texts="capa"
      item={action}
      states={actionStates}
      ended={isActionEnded(action.state)}
      muted={off}
      struck={off}
      badge={<ActionStateBadge state={action.state} />}
      mayWrite={mayWrite}
      open={open}
      onOpen={onOpen}
      onState={set}
      source={<SourceOf caseId={action.caseId} id={action.id} />}
      remove={() => remove.mutateAsync({ id: action.id, version: action.version })}
      removing={remove.isPending}
    >
      <ActionEditor
        action={action}
        readOnly={!mayWrite}
        onClose={() => {
          onOpen(false)
        }}
      />
    </QuickRow>
  )
}

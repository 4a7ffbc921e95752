import { ActionIcon, Menu } from '@mantine/core'
import { actionStates } from '@contract/capa'
import { useVirtualizer } from '@tanstack/react-virtual'
import { IconDots } from '@tabler/icons-react'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../app/client/index'
import { useMay } from '../app/me'
import { useShortcut } from '../app/shortcuts'
import { DueDate } from '../ui/DueDate'
import { RefText } from '../ui/refs/RefText'
import { toastFault } from '../ui/toasts'
import { usePeople } from '../ui/usePeople'
import { useToday } from '../ui/useToday'
import css from './ActionBoard.module.css'
import { type Action, isActionEnded, type Phase, phaseOf, phases, stateChange } from './phases'
import { ActionStateBadge, phaseLooks } from './states'

interface Props {
  readonly actions: readonly Action[]
  readonly onOpen: (action: Action) => void
}

/** The four colours beside each other; arrows move between the cards, Enter opens. */
export function ActionColumns({ actions, onOpen }: Props) {
  const { t } = useTranslation('capa')
  useShortcut('ArrowDown', t('keys.move'), null, { group: 'app:keys.list' })
  useShortcut('Enter', t('keys.open'), null, { group: 'app:keys.list' })
  return (
    <div className={css.columns} onKeyDown={moveBetweenCards}>
      {phases.map(phase => (
        <PhaseColumn
          key={phase}
          phase={phase}
          actions={actions.filter(action => phaseOf(action) === phase)}
          onOpen={onOpen}
        />
      ))}
    </div>
  )
}

interface ColumnProps extends Props {
  readonly phase: Phase
}

function PhaseColumn({ phase, actions, onOpen }: ColumnProps) {
  const { t } = useTranslation('capa')
  const { icon: Sign, tone } = phaseLooks[phase]
  const scroll = useRef<HTMLDivElement>(null)
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions are called in this component only
  const virtual = useVirtualizer({
    count: actions.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => 108,
    overscan: 6
  })
  return (
    <section className={css.column} data-tone={tone} aria-label={t(`phases.${phase}`)}>
      <h2 className={css.head}>
        <Sign size={15} />
        {t(`phases.${phase}`)}
        <span className={css.count}>{actions.length}</span>
      </h2>
      <div ref={scroll} className={css.cards}>
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map(item => {
            const action = actions[item.index]
            return (
              action !== undefined && (
                <div
                  key={action.id}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  className={css.slot}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <Card action={action} onOpen={onOpen} />
                </div>
              )
            )
          })}
        </div>
      </div>
    </section>
  )
}

function Card({ action, onOpen }: { readonly action: Action; readonly onOpen: (action: Action) => void }) {
  const { t } = useTranslation('capa')
  const { nameOf } = usePeople()
  const today = useToday()
  const mayWrite = useMay('cases.write')
  const update = useCommand('actions.update')
  return (
    <article className={css.card}>
      <div className={css.top}>
        <span className={css.kind}>{t(`kinds.${action.kind}`)}</span>
        <span className={css.spacer} />
        {mayWrite && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon size={22} tabIndex={-1} aria-label={t('more', { title: action.title })}>
                <IconDots size={14} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {actionStates
                .filter(state => state !== action.state)
                .map(state => (
                  <Menu.Item
                    key={state}
                    onClick={() => {
                      update.mutate(
                        { id: action.id, version: action.version, patch: stateChange(action, state, today) },
                        { onError: toastFault }
                      )
                    }}
                  >
                    {t('setState', { state: t(`states.${state}`) })}
                  </Menu.Item>
                ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <button
        type="button"
        data-card
        className={css.title}
        onClick={() => {
          onOpen(action)
        }}
        onKeyDown={event => {
          if (event.key !== '.' && event.key !== 'ContextMenu') return
          event.preventDefault()
          event.currentTarget.parentElement?.querySelector<HTMLElement>('[aria-haspopup="menu"]')?.click()
        }}
      >
        {action.title}
      </button>
      <div className={css.case}>
        <RefText of={{ kind: 'case', id: action.caseId }} link />
      </div>
      <div className={css.foot}>
        <span className={css.owner}>
          {nameOf(action.ownerId) === '' ? t('noOwner') : nameOf(action.ownerId)}
        </span>
        {action.state === 'ineffective' && <ActionStateBadge state="ineffective" />}
        <DueDate due={action.due} ended={isActionEnded(action.state)} />
      </div>
    </article>
  )
}

/** Up and down within a column, left and right to the nearest card of the next one. */
function moveBetweenCards(event: KeyboardEvent<HTMLElement>): void {
  const { target } = event
  if (!(target instanceof HTMLElement) || !target.hasAttribute('data-card') || event.altKey) return
  const columns = [...event.currentTarget.querySelectorAll<HTMLElement>('section')].map(column => [
    ...column.querySelectorAll<HTMLElement>('[data-card]')
  ])
  const x = columns.findIndex(cards => cards.includes(target))
  const y = columns[x]?.indexOf(target) ?? -1
  const sideways = (step: number): HTMLElement | undefined => {
    for (let i = x + step; i >= 0 && i < columns.length; i += step) {
      const cards = columns[i] ?? []
      if (cards.length > 0) return cards[Math.min(y, cards.length - 1)]
    }
    return undefined
  }
  const to = ((): HTMLElement | undefined => {
    switch (event.key) {
      case 'ArrowDown':
        return columns[x]?.[y + 1]
      case 'ArrowUp':
        return columns[x]?.[y - 1]
      case 'ArrowLeft':
        return sideways(-1)
      case 'ArrowRight':
        return sideways(1)
      default:
        return undefined
    }
  })()
  if (to === undefined) return
  event.preventDefault()
  to.focus()
  to.scrollIntoView({ block: 'nearest' })
}

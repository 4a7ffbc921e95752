import { ActionIcon, Menu, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight, IconDots, IconTrash } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmByName } from '../ConfirmByName'
import { DueDate } from '../DueDate'
import { Row } from '../rows/RowList'
import { toastFault } from '../toasts'
import { usePeople } from '../usePeople'
import css from './quick.module.css'

interface Props<State extends string> {
  /** Namespace with the texts more, setState, states, noOwner, remove and removeHint. */
  readonly texts: 'workflow' | 'capa'
  readonly item: {
    readonly title: string
    readonly ownerId: string | null
    readonly due: string | null
    readonly state: State
  }
  readonly states: readonly State[]
  /** Nothing is due any more. */
  readonly ended: boolean
  /** Quieter than the others. */
  readonly muted: boolean
  /** Its words are struck through. */
  readonly struck: boolean
  readonly badge: ReactNode
  readonly mayWrite: boolean
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  readonly onState: (state: State) => void
  readonly remove: () => Promise<unknown>
  readonly removing: boolean
  /** A sign before the words (a box to check). */
  readonly lead?: ReactNode
  /** Behind the words: where it comes from. */
  readonly source?: ReactNode
  /** What Space does. */
  readonly onSpace?: () => void
  /** Shown below while it is open. */
  readonly children: ReactNode
}

/** A line of work in a case: words that open it where it stands, who, until when, its state, and a menu. */
export function QuickRow<State extends string>(props: Props<State>) {
  const { texts, item, open, onOpen, onSpace } = props
  const { t: say } = useTranslation(texts)
  const { nameOf } = usePeople()
  const Fold = open ? IconChevronDown : IconChevronRight
  const owner = nameOf(item.ownerId)
  return (
    <Row
      muted={props.muted}
      onKeyDown={event => {
        if (event.key === ' ' && onSpace !== undefined) {
          event.preventDefault()
          onSpace()
        } else if (event.key === 'Escape' && open) {
          event.stopPropagation()
          onOpen(false)
        }
      }}
      below={open && props.children}
    >
      {props.lead}
      <UnstyledButton
        data-row
        className={css.title}
        data-struck={props.struck || undefined}
        aria-expanded={open}
        onClick={() => {
          onOpen(!open)
        }}
      >
        <Fold size={13} className={css.fold} aria-hidden />
        {item.title}
      </UnstyledButton>
      {props.source}
      <span className={css.owner}>{owner === '' ? say('noOwner') : owner}</span>
      <span className={css.due}>
        <DueDate due={item.due} ended={props.ended} />
      </span>
      <span className={css.state}>{props.badge}</span>
      {props.mayWrite && <RowActs {...props} />}
    </Row>
  )
}

function RowActs<State extends string>({ texts, item, states, onState, remove, removing }: Props<State>) {
  const { t: say } = useTranslation(texts)
  const nameOf = (state: string): string => say(`states.${state}`)
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={24} aria-label={say('more', { title: item.title })}>
            <IconDots size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {states
            .filter(state => state !== item.state)
            .map(state => (
              <Menu.Item
                key={state}
                onClick={() => {
                  onState(state)
                }}
              >
                {say('setState', { state: nameOf(state) })}
              </Menu.Item>
            ))}
          <Menu.Divider />
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={14} />}
            onClick={() => {
              setAsking(true)
            }}
          >
            {say('remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmByName
        opened={asking}
        onClose={() => {
          setAsking(false)
        }}
        title={say('remove')}
        name={item.title}
        verb={say('remove')}
        busy={removing}
        onConfirm={() => {
          remove().then(() => {
            setAsking(false)
          }, toastFault)
        }}
      >
        {say('removeHint')}
      </ConfirmByName>
    </>
  )
}

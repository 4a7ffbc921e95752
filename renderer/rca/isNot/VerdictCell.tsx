import { explanations } from '@contract/diagram/isnot'
import { Menu, TextInput, UnstyledButton } from '@mantine/core'
import { IconCheck, IconQuestionMark, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Icon } from '../../app/areas'
import { KeyHint } from '../../ui/KeyHint'
import css from './isNot.module.css'
import type { Explanation, Verdict } from './theories'
import { useWords } from './words'

const signs: Readonly<Record<Explanation, Icon>> = {
  explains: IconCheck,
  doesNot: IconX,
  onlyIf: IconQuestionMark
}

/** Keys that judge while the cell has the focus. */
const keys: Readonly<Record<Explanation, string>> = { explains: '1', doesNot: '2', onlyIf: '3' }

interface Props {
  readonly verdict: Verdict | undefined
  readonly label: string
  /** Nothing to judge: the row says nothing yet, or nobody may write. */
  readonly disabled: boolean
  readonly onJudge: (says: Explanation | null, condition: string) => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

/** How a theory stands up to a row: explains, does not, only if. By 1, 2, 3, or by the menu. */
export function VerdictCell({ verdict, label, disabled, onJudge, onKeyDown }: Props) {
  const { t } = useTranslation('isNot')
  const words = useWords()
  const [asking, setAsking] = useState(false)
  const cell = useRef<HTMLButtonElement>(null)
  const back = useRef(false)
  useEffect(() => {
    if (asking || !back.current) return
    back.current = false
    cell.current?.focus()
  }, [asking])
  const says = verdict?.data.says ?? null
  const Sign = says === null ? null : signs[says]
  const choose = (next: Explanation | null): void => {
    if (next === 'onlyIf') setAsking(true)
    else onJudge(next, '')
  }
  if (asking)
    return (
      <Condition
        label={label}
        before={verdict?.data.condition ?? ''}
        onDone={(condition, byKey) => {
          // Whoever ended it by a key goes on judging here; whoever clicked elsewhere is there already.
          back.current = byKey
          setAsking(false)
          if (condition !== null) onJudge('onlyIf', condition)
        }}
      />
    )
  return (
    <Menu position="bottom" disabled={disabled} width={220}>
      <Menu.Target>
        <UnstyledButton
          ref={cell}
          className={css.judge}
          data-cell
          data-says={says ?? undefined}
          aria-label={`${label}: ${says === null ? t('untested') : words.verdict(verdict)}`}
          aria-disabled={disabled || undefined}
          onKeyDown={event => {
            const hit = disabled ? undefined : explanations.find(one => keys[one] === event.key)
            if (hit !== undefined) choose(hit)
            else if (!disabled && (event.key === 'Delete' || event.key === 'Backspace')) choose(null)
            else {
              onKeyDown(event)
              return
            }
            event.preventDefault()
          }}
        >
          {Sign !== null && <Sign size={15} stroke={2.2} />}
          <span>{says === null ? (disabled ? '' : '–') : words.verdict(verdict)}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {explanations.map(one => {
          const Own = signs[one]
          return (
            <Menu.Item
              key={one}
              leftSection={<Own size={14} />}
              rightSection={<KeyHint keys={keys[one]} />}
              onClick={() => {
                choose(one)
              }}
            >
              {words.says(one)}
            </Menu.Item>
          )
        })}
        {says !== null && (
          <Menu.Item
            onClick={() => {
              choose(null)
            }}
          >
            {t('untested')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

interface ConditionProps {
  readonly label: string
  readonly before: string
  /** null = leave it as it was. */
  readonly onDone: (condition: string | null, byKey: boolean) => void
}

function Condition({ label, before, onDone }: ConditionProps) {
  const { t } = useTranslation('isNot')
  const [text, setText] = useState(before)
  return (
    <TextInput
      size="xs"
      autoFocus
      aria-label={`${label}: ${t('says.onlyIf')}`}
      placeholder={t('conditionHint')}
      value={text}
      maxLength={2000}
      onChange={event => {
        setText(event.currentTarget.value)
      }}
      onBlur={() => {
        onDone(text.trim(), false)
      }}
      onKeyDown={event => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') {
          // The rest of the key would press the cell that takes the focus.
          event.preventDefault()
          onDone(text.trim(), true)
        } else if (event.key === 'Escape') {
          event.stopPropagation()
          onDone(null, true)
        }
      }}
    />
  )
}

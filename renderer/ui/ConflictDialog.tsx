import { Button, Group, Modal, Radio, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './ConflictDialog.module.css'
import { conflicts, merge, same } from './draft'

/** How a field is named and shown when two versions are compared. */
export interface ConflictField<T extends object> {
  readonly name: keyof T
  /** Translated. */
  readonly label: string
  readonly show?: (value: T) => ReactNode
}

interface Props<T extends object> {
  readonly opened: boolean
  /** The record both started from. */
  readonly base: T
  readonly mine: T
  readonly theirs: T
  /** Who saved the other version, and when; one line. */
  readonly theirsBy: ReactNode
  readonly fields: readonly ConflictField<T>[]
  readonly onResolve: (merged: T) => void
  readonly onCancel: () => void
}

/** Two people changed a record: both versions side by side, and a choice for each field that differs. */
export function ConflictDialog<T extends object>(props: Props<T>) {
  const { t } = useTranslation('app')
  return (
    <Modal opened={props.opened} onClose={props.onCancel} title={t('conflict.title')} size={860}>
      {props.opened && <Body {...props} />}
    </Modal>
  )
}

function Body<T extends object>({ base, mine, theirs, theirsBy, fields, onResolve, onCancel }: Props<T>) {
  const { t } = useTranslation('app')
  const open = conflicts(base, mine, theirs)
  const [choice, setChoice] = useState<Partial<Record<keyof T, 'mine' | 'theirs'>>>({})
  const changed = fields.filter(field => !same(mine[field.name], theirs[field.name]))
  const ready = open.every(name => choice[name] !== undefined)
  const show = (field: ConflictField<T>, value: T): ReactNode => {
    const shown = field.show?.(value) ?? plain(value[field.name])
    return shown === '' ? (
      <Text c="dimmed" span>
        {t('conflict.empty')}
      </Text>
    ) : (
      shown
    )
  }
  return (
    <>
      <Text size="sm" mb="sm">
        {open.length === 0 ? t('conflict.none') : t('conflict.hint', { count: open.length })}
      </Text>
      <div className={css.table} role="table" aria-label={t('conflict.title')}>
        <div className={css.head} role="row">
          <span role="columnheader">{t('conflict.field')}</span>
          <span role="columnheader">{t('conflict.mine')}</span>
          <span role="columnheader">{theirsBy}</span>
        </div>
        {changed.map(field => {
          const both = open.includes(field.name)
          const kept = both
            ? choice[field.name]
            : same(mine[field.name], base[field.name])
              ? 'theirs'
              : 'mine'
          return (
            <div key={String(field.name)} className={css.row} role="row" data-open={both || undefined}>
              <span className={css.label} role="rowheader">
                {field.label}
              </span>
              {(['mine', 'theirs'] as const).map(side => (
                <div key={side} className={css.side} role="cell" data-kept={kept === side || undefined}>
                  <Radio
                    name={String(field.name)}
                    aria-label={`${field.label}: ${t(`conflict.keep.${side}`)}`}
                    checked={kept === side}
                    disabled={!both}
                    onChange={() => {
                      setChoice(now => ({ ...now, [field.name]: side }))
                    }}
                  />
                  <span className={css.value}>{show(field, side === 'mine' ? mine : theirs)}</span>
                </div>
              ))}
            </div>
          )
        })}
      </div>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onCancel}>
          {t('conflict.later')}
        </Button>
        <Button
          disabled={!ready}
          onClick={() => {
            onResolve(merge(base, mine, theirs, name => choice[name] ?? 'theirs'))
          }}
        >
          {t('conflict.save')}
        </Button>
      </Group>
    </>
  )
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return JSON.stringify(value)
}

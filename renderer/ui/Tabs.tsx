import { Tabs as MantineTabs } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcut } from '../app/shortcuts'
import css from './Tabs.module.css'

/** One tab. */
export interface TabItem {
  readonly value: string
  readonly label: string
  /** Small figure beside the label. */
  readonly count?: number | undefined
  readonly icon?: ReactNode
}

interface Props {
  readonly items: readonly TabItem[]
  readonly value: string
  readonly onChange: (value: string) => void
  readonly label: string
}

/** Tabs of a page, with arrows inside and Alt+1 to Alt+9 from anywhere. Only the open one is rendered by its page. */
export function Tabs({ items, value, onChange, label }: Props) {
  const { t } = useTranslation('app')
  const shown = items.slice(0, 9)
  return (
    <>
      {shown.map((item, i) => (
        <TabKey
          key={item.value}
          keys={`alt+${i + 1}`}
          label={t('keys.tab', { name: item.label })}
          run={() => {
            onChange(item.value)
          }}
        />
      ))}
      <MantineTabs
        value={value}
        onChange={next => {
          if (next !== null) onChange(next)
        }}
        classNames={{ list: css.list ?? '', tab: css.tab ?? '' }}
      >
        <MantineTabs.List aria-label={label}>
          {items.map(item => (
            <MantineTabs.Tab key={item.value} value={item.value} leftSection={item.icon}>
              {item.label}
              {item.count !== undefined && <span className={css.count}>{item.count}</span>}
            </MantineTabs.Tab>
          ))}
        </MantineTabs.List>
      </MantineTabs>
    </>
  )
}

function TabKey({ keys, label, run }: { keys: string; label: string; run: () => void }) {
  useShortcut(keys, label, run)
  return null
}

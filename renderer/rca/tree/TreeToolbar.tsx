import { SegmentedControl } from '@mantine/core'
import { IconBoxAlignRight, IconLayoutSidebar } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Toggle } from './Toggle'
import css from './tree.module.css'
import type { Panes } from './usePanes'

interface Props<V extends string> {
  readonly label: string
  readonly view: V
  readonly views: readonly { readonly value: V; readonly label: string }[]
  readonly onView: (view: V) => void
  readonly panes: Panes
  readonly onPanes: (panes: Panes) => void
  /** What can be added. */
  readonly children: ReactNode
  /** To the right: find and export. */
  readonly end: ReactNode
}

/** The line over a tree: its panes and views, what can be added, find and export. */
export function TreeToolbar<V extends string>(props: Props<V>) {
  const { label, view, views, onView, panes, onPanes, children, end } = props
  const { t } = useTranslation('diagram')
  return (
    <div className={css.toolbar} role="toolbar" aria-label={label}>
      <Toggle
        label={t('panes.outline')}
        on={panes.outline}
        onChange={outline => {
          onPanes({ ...panes, outline })
        }}
      >
        <IconLayoutSidebar size={16} />
      </Toggle>
      <SegmentedControl
        aria-label={t('panes.view')}
        size="xs"
        value={view}
        data={[...views]}
        onChange={onView}
      />
      {children}
      <span className={css.spacer} />
      {end}
      <Toggle
        label={t('panes.detail')}
        on={panes.detail}
        onChange={detail => {
          onPanes({ ...panes, detail })
        }}
      >
        <IconBoxAlignRight size={16} />
      </Toggle>
    </div>
  )
}

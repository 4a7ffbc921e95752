import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useGo } from '../app/navigation'
import { Page } from '../ui/Page'
import { Tabs } from '../ui/Tabs'

const tabs = ['users', 'departments', 'roles', 'policy', 'site'] as const

interface Props {
  readonly tab: (typeof tabs)[number]
  readonly note?: ReactNode
  readonly actions?: ReactNode
  readonly full?: boolean
  readonly children: ReactNode
}

/** The frame of the screens of this area. */
export function PeoplePage({ tab, note, actions, full = false, children }: Props) {
  const { t } = useTranslation('people')
  const go = useGo()
  return (
    <Page
      title={t('title')}
      {...(note === undefined ? {} : { note })}
      actions={actions}
      full={full}
      bar={
        <Tabs
          label={t('title')}
          value={tab}
          items={tabs.map(value => ({ value, label: t(`tabs.${value}`) }))}
          onChange={value => {
            go(`/people/${value}`)
          }}
        />
      }
    >
      {children}
    </Page>
  )
}

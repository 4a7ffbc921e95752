import { Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TourHost } from '../../demo/tour/TourHost'
import { useDemo } from '../../demo/useDemo'
import { Tray } from '../handover/Tray'
import { may, useMe } from '../me'
import { useGo } from '../navigation'
import { areaCommands, navEntries } from '../registry'
import { useShortcut } from '../shortcuts'
import { CheatSheet } from './CheatSheet'
import { Header } from './Header'
import { Navigation } from './Navigation'
import { openPalette, Palette } from './Palette'
import { returnFocus } from './returnFocus'
import css from './Shell.module.css'
import { useOutsideFiles } from './useOutsideFiles'

const narrowKey = 'fabcase.nav.narrow'

/** The frame around every screen: side bar, header, content; and the keys that work everywhere. */
export function Shell() {
  const { t } = useTranslation('app')
  const me = useMe()
  const go = useGo()
  const [narrow, setNarrow] = useState(() => {
    const kept = localStorage.getItem(narrowKey)
    return kept === null ? window.innerWidth < 1100 : kept === '1'
  })
  const [sheet, setSheet] = useState(false)
  const entries = navEntries.filter(entry => may(me, entry.allow))
  const isDemo = useDemo() !== null
  const commands = areaCommands.filter(command => may(me, command.allow) && (isDemo || command.demo !== true))

  useOutsideFiles(may(me, 'instruments.import'))
  useEffect(returnFocus, [])

  useEffect(() => {
    // Native menus and notifications speak in command names and hash routes.
    return window.fabcase?.onCommand(word => {
      if (word === 'palette') openPalette()
      else if (word === 'shortcuts') setSheet(true)
      else if (word.startsWith('/') || word.startsWith('#')) go(word)
      else areaCommands.find(command => command.id === word)?.run({ go })
    })
  }, [go])

  const toggleNav = (): void => {
    localStorage.setItem(narrowKey, narrow ? '0' : '1')
    setNarrow(!narrow)
  }
  useShortcut('mod+k', t('palette.open'), openPalette, { group: 'app:keys.everywhere', whileTyping: true })
  useShortcut('mod+b', t('nav.toggle'), toggleNav, { group: 'app:keys.everywhere' })
  useShortcut(
    '?',
    t('keys.title'),
    () => {
      setSheet(true)
    },
    { group: 'app:keys.everywhere' }
  )

  return (
    <div className={css.shell} data-narrow={narrow || undefined}>
      <a className={css.skip} href="#content" onClick={skipToContent}>
        {t('skip')}
      </a>
      <Navigation entries={entries} narrow={narrow} onToggle={toggleNav} />
      <Header
        onKeys={() => {
          setSheet(true)
        }}
      />
      <Content />
      <Tray />
      <TourHost />
      <Palette entries={entries} commands={commands} />
      {sheet && (
        <CheatSheet
          onClose={() => {
            setSheet(false)
          }}
        />
      )}
      {entries.map(entry => (
        <Key
          key={entry.to}
          keys={entry.keys}
          label={t(entry.label)}
          group="app:keys.goTo"
          run={() => {
            go(entry.to)
          }}
        />
      ))}
      {commands.map(command => (
        <Key
          key={command.id}
          keys={command.keys}
          label={t(command.label)}
          group="app:keys.commands"
          run={() => {
            command.run({ go })
          }}
        />
      ))}
    </div>
  )
}

/** The screen of the address. While another one is on its way, what is still shown says so. */
function Content() {
  const onItsWay = useRouterState({
    select: ({ location, resolvedLocation }) => location.href !== resolvedLocation?.href
  })
  return (
    <main className={css.content} id="content" tabIndex={-1} aria-busy={onItsWay || undefined}>
      <Outlet />
    </main>
  )
}

function skipToContent(event: React.MouseEvent): void {
  // The hash is the route's; the focus moves without it.
  event.preventDefault()
  document.getElementById('content')?.focus()
}

interface KeyProps {
  readonly keys: string | undefined
  readonly label: string
  readonly group: string
  readonly run: () => void
}

function Key({ keys, label, group, run }: KeyProps) {
  useShortcut(keys, label, run, { group })
  return null
}

import { Tooltip } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { KeyHint } from '../../ui/KeyHint'
import { type NavEntry, navGroups } from '../areas'
import { Mark } from './Mark'
import css from './Navigation.module.css'

interface Props {
  readonly entries: readonly NavEntry[]
  readonly narrow: boolean
  readonly onToggle: () => void
}

/** The side bar: groups of entries, narrow or wide; arrows move between entries, Enter opens. */
export function Navigation({ entries, narrow, onToggle }: Props) {
  const { t } = useTranslation('app')
  const { pathname } = useLocation()
  // The longest entry that the address begins with is the present one.
  const present = entries
    .filter(entry => pathname === entry.to || pathname.startsWith(`${entry.to}/`))
    .toSorted((a, b) => b.to.length - a.to.length)[0]?.to
  const Fold = narrow ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  return (
    <nav
      className={css.nav}
      data-narrow={narrow || undefined}
      aria-label={t('nav.label')}
      onKeyDown={moveFocus}
    >
      <div className={css.brand}>
        <Mark size={22} />
        {!narrow && <span>{t('product')}</span>}
      </div>
      <div className={css.groups}>
        {navGroups.map(group => {
          const own = entries.filter(entry => entry.group === group)
          if (own.length === 0) return null
          return (
            <div key={group} className={css.group} role="group" aria-label={t(`nav.groups.${group}`)}>
              {!narrow && <div className={css.heading}>{t(`nav.groups.${group}`)}</div>}
              {own.map(entry => (
                <Entry key={entry.to} entry={entry} narrow={narrow} active={entry.to === present} />
              ))}
            </div>
          )
        })}
      </div>
      <button type="button" className={css.entry} onClick={onToggle} aria-expanded={!narrow}>
        <Fold size={18} stroke={1.6} />
        <span className={narrow ? 'fab-visually-hidden' : css.word}>{t('nav.toggle')}</span>
      </button>
    </nav>
  )
}

function Entry({ entry, narrow, active }: { entry: NavEntry; narrow: boolean; active: boolean }) {
  const { t } = useTranslation()
  const Sign = entry.icon
  const label = t(entry.label)
  return (
    <Tooltip
      position="right"
      openDelay={narrow ? 100 : 700}
      disabled={!narrow && entry.keys === undefined}
      label={
        <span className={css.tip}>
          {label}
          {entry.keys !== undefined && <KeyHint keys={entry.keys} />}
        </span>
      }
    >
      <Link
        to={entry.to}
        className={css.entry}
        data-active={active || undefined}
        aria-current={active ? 'page' : undefined}
      >
        <Sign size={18} stroke={1.6} />
        <span className={narrow ? 'fab-visually-hidden' : css.word}>{label}</span>
      </Link>
    </Tooltip>
  )
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('a, button')]
  const at = all.findIndex(item => item === document.activeElement)
  if (at < 0) return
  event.preventDefault()
  all[(at + (event.key === 'ArrowDown' ? 1 : all.length - 1)) % all.length]?.focus()
}

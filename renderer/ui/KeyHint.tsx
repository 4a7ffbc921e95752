import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import css from './KeyHint.module.css'

const mac = typeof navigator !== 'undefined' && /Mac/.test(navigator.platform)

const signs: Readonly<Record<string, string>> = {
  mod: mac ? '⌘' : 'Ctrl',
  alt: mac ? '⌥' : 'Alt',
  shift: mac ? '⇧' : 'Shift',
  enter: 'Enter',
  escape: 'Esc',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  ' ': 'Space'
}

function sign(name: string): string {
  return signs[name.toLowerCase()] ?? (name.length === 1 ? name.toUpperCase() : name)
}

/** Keys as caps: `<KeyHint keys="mod+k" />`, `<KeyHint keys="g c" />`. */
export function KeyHint({ keys }: { readonly keys: string }) {
  const { t } = useTranslation('app')
  const chords = keys.split(' ').map(chord => (chord === '+' ? ['+'] : chord.split('+')))
  return (
    <span className={css.hint}>
      {chords.map((names, i) => (
        <Fragment key={i}>
          {i > 0 && <span className={css.then}>{t('keys.then')}</span>}
          {names.map(name => (
            <kbd key={name} className={css.cap}>
              {sign(name)}
            </kbd>
          ))}
        </Fragment>
      ))}
    </span>
  )
}

import { useTranslation } from 'react-i18next'
import { useShortcut } from '../../app/shortcuts'

/** Lists the keys that a canvas handles itself in the cheat sheet. */
export function useCanvasKeys(nudges: boolean): void {
  const { t } = useTranslation('diagram')
  const keys = { group: 'diagram:keys.picture' }
  useShortcut('ArrowUp', t('keys.go'), null, keys)
  useShortcut('ArrowDown', t('keys.go'), null, keys)
  useShortcut('ArrowLeft', t('keys.go'), null, keys)
  useShortcut('ArrowRight', t('keys.go'), null, keys)
  useShortcut('shift+ArrowRight', t('keys.extend'), null, keys)
  useShortcut('mod+a', t('keys.all'), null, keys)
  useShortcut('Space', t('keys.fold'), null, keys)
  useShortcut('shift+F10', t('keys.menu'), null, keys)
  useShortcut('alt+shift+ArrowRight', t('keys.nudge'), null, { ...keys, enabled: nudges })
  useShortcut('+', t('keys.larger'), null, keys)
  useShortcut('-', t('keys.smaller'), null, keys)
  useShortcut('1', t('keys.actual'), null, keys)
  useShortcut('0', t('keys.fit'), null, keys)
}

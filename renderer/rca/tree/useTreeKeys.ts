import { useTranslation } from 'react-i18next'
import { useShortcut } from '../../app/shortcuts'

/** Lists the keys of a tree that is typed in the cheat sheet; the canvas and the outline handle them themselves. */
export function useTreeKeys(readOnly: boolean): void {
  const { t } = useTranslation('diagram')
  const writing = { group: 'diagram:keys.writing', enabled: !readOnly }
  const tree = { group: 'diagram:keys.tree', enabled: !readOnly }
  useShortcut('Enter', t('keys.sibling'), null, tree)
  useShortcut('shift+Enter', t('keys.before'), null, tree)
  useShortcut('Tab', t('keys.child'), null, tree)
  useShortcut('shift+Tab', t('keys.out'), null, tree)
  useShortcut('alt+ArrowUp', t('keys.up'), null, tree)
  useShortcut('alt+ArrowDown', t('keys.down'), null, tree)
  useShortcut('alt+ArrowRight', t('keys.in'), null, tree)
  useShortcut('alt+ArrowLeft', t('keys.out'), null, tree)
  useShortcut('F2', t('keys.rename'), null, tree)
  useShortcut('Delete', t('keys.remove'), null, tree)
  useShortcut('mod+c', t('keys.copy'), null, tree)
  useShortcut('mod+x', t('keys.cut'), null, tree)
  useShortcut('mod+v', t('keys.paste'), null, tree)
  useShortcut('Enter', t('keys.next'), null, writing)
  useShortcut('Tab', t('keys.nextChild'), null, writing)
  useShortcut('shift+Tab', t('keys.nextOut'), null, writing)
  useShortcut('mod+Enter', t('keys.done'), null, writing)
  useShortcut('alt+Enter', t('keys.line'), null, writing)
  useShortcut('shift+Enter', t('keys.line'), null, writing)
  useShortcut('Escape', t('keys.leave'), null, writing)
}

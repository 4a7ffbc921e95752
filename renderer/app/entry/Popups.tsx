import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { holdShortcuts } from '../shortcuts'

const mark = 'data-mantine-shared-portal-node'

/** Where menus, dialogs and messages are drawn: Mantine takes the element with its mark. */
export function Popups() {
  const { t } = useTranslation('app')
  return <div {...{ [mark]: true }} role="region" aria-label={t('popups')} />
}

/** While the screens are covered, what is open over them is covered too, and their keys do nothing. */
export function useCover(covered: boolean): void {
  useEffect(() => {
    const popups = document.querySelector<HTMLElement>(`[${mark}]`)
    if (popups === null || !covered) return
    popups.inert = true
    popups.style.visibility = 'hidden'
    holdShortcuts(true)
    return () => {
      popups.inert = false
      popups.style.visibility = ''
      holdShortcuts(false)
    }
  }, [covered])
}

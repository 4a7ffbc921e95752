import { useTranslation } from 'react-i18next'
import { call } from '../app/client/index'
import { toastFault } from '../ui/toasts'
import { toastUndo } from '../ui/toastUndo'

/** Takes a diagram off every list and offers the way back. */
export function useRemoval(): (row: { readonly id: string; readonly title: string }) => void {
  const { t } = useTranslation('studio')
  return ({ id, title }) => {
    call('rca.remove', { id, removed: true }).then(() => {
      toastUndo(t('removed', { title }), () => {
        call('rca.remove', { id, removed: false }).catch(toastFault)
      })
    }, toastFault)
  }
}

import { useEffect } from 'react'
import { toastFault } from '../../ui/toasts'
import { call } from '../client/index'
import { go } from '../navigation'

/** Files given to the program from outside (command line, second start, dock) are imported, and seen at it. */
export function useOutsideFiles(mayImport: boolean): void {
  useEffect(() => {
    if (!mayImport) return
    return window.fabcase?.onFiles(files => {
      call('instruments.import', { stageIds: files.map(file => file.stageId) }).then(() => {
        go('/import')
      }, toastFault)
    })
  }, [mayImport])
}

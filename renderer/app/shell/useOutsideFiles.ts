import { useEffect } from 'react'
import { givenOf, handOvers } from '../handover/index'
import { go } from '../navigation'

/** Files given to the program from outside (command line, second start, dock) are imported, and seen at it. */
export function useOutsideFiles(mayImport: boolean): void {
  useEffect(() => {
    if (!mayImport) return
    return window.fabcase?.onFiles(files => {
      void handOvers.give(null, files.map(givenOf))
      go('/import')
    })
  }, [mayImport])
}

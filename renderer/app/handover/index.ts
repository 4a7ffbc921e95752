import i18next from 'i18next'
import { useMemo } from 'react'
import { call, core, onToken, stage } from '../client/index'
import { toastFault, toastInfo } from '../../ui/toasts'
import type { HandedFile } from '../../../preload/bridge'
import type { Given } from './batch'
import { HandOvers } from './handovers'
import { droppedThings, walkAll } from './walk'

/** Every hand-over of this window. */
export const handOvers = new HandOvers({
  stage,
  order: (stageIds, caseId) => call('instruments.import', { stageIds: [...stageIds], caseId }),
  online: () => core().reach() !== 'offline',
  now: () => performance.now(),
  later: (ms, act) => {
    setTimeout(act, ms)
  }
})

// Whoever signs in next must not send files in the name of who was here before.
onToken(() => {
  handOvers.leave()
})

/** What the program was given (its own dialog, the command line, the dock) as something to hand over. */
export function givenOf(picked: File | HandedFile): Given {
  if (picked instanceof File) return { path: picked.name, file: picked }
  if ('fault' in picked) return { path: picked.name, fault: picked.fault }
  return { path: picked.name, staged: picked }
}

/** Ways to bring files in. */
export interface Taking {
  /** Open the picker. */
  readonly pick: () => void
  /** What a drop carries, folders too. Only inside its event. */
  readonly take: (transfer: DataTransfer) => void
}

/** Bring files into a case, or into the store at large: one import a file. They outlive the page. */
export function useTaking(caseId: string | null): Taking {
  return useMemo(
    () => ({
      pick: () => {
        core()
          .pick()
          .then(picked => handOvers.give(caseId, picked.map(givenOf)), toastFault)
      },
      take: transfer => {
        void handOvers.give(caseId, walkAll(droppedThings(transfer))).then(count => {
          if (count === 0) toastInfo(i18next.t('app:handover.nothing'))
        })
      }
    }),
    [caseId]
  )
}

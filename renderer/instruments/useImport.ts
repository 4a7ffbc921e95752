import type { StagedFile } from '../../preload/bridge'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../app/client/index'
import { type Staging, useStaging } from '../ui/DropZone'
import { toastInfo } from '../ui/toasts'

const mostAtOnce = 500

/** Bring files into a case, or into the store at large: hand them over, then one import a file. */
export function useImport(caseId: string | null): Staging {
  const { t } = useTranslation('instruments')
  const begin = useCommand('instruments.import')
  return useStaging(async (files: readonly StagedFile[]) => {
    for (let from = 0; from < files.length; from += mostAtOnce)
      await begin.mutateAsync({
        stageIds: files.slice(from, from + mostAtOnce).map(file => file.stageId),
        caseId
      })
    toastInfo(t('import.begun', { count: files.length }))
  })
}

import type { Input } from '@contract/index'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { call, core } from '../app/client/index'
import { toastFault } from '../ui/toasts'
import { useBench } from './bench'

type Ask = Input<'analysis.export'>

/** Something a menu can export. */
export interface ExportLine {
  readonly label: string
  readonly run: () => void
}

/** Files the core makes of what is seen, as lines of a menu: `exports('parts')` is CSV and XLSX. */
export function useExports(): (
  what: Ask['what'],
  more?: Partial<Omit<Ask, 'view' | 'what' | 'format'>>
) => readonly ExportLine[] {
  const { t, i18n } = useTranslation('analysis')
  const { view } = useBench()
  const language = i18n.language === 'zh-CN' ? 'zh-CN' : 'en'
  return useCallback(
    (what, more = {}) =>
      (['csv', 'xlsx'] as const).map(format => ({
        label: t(`export.${what}`, { format: format.toUpperCase() }),
        run: () => {
          call('analysis.export', { view, what, format, language, ...more }).then(
            file => core().save(file),
            toastFault
          )
        }
      })),
    [t, view, language]
  )
}

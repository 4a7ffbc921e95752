import { FabError } from '@contract/errors'
import { type ReactNode, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { markedTitle } from '../../demo/mark'
import { Failure, Loading } from '../../ui/faces'
import type { Screen } from '../areas'
import { useMay } from '../me'

/** A screen with its title, its skeleton while the code loads, and its lock for people without the right. */
export function Guard({ screen, children }: { readonly screen: Screen; readonly children: ReactNode }) {
  const { t } = useTranslation()
  const allowed = useMay(screen.allow)
  const title = t(screen.title)
  useEffect(() => {
    document.title = markedTitle(title)
  }, [title])
  if (!allowed) return <Failure error={new FabError('contract.forbidden')} />
  return <Suspense fallback={<Loading />}>{children}</Suspense>
}

import { Button } from '@mantine/core'
import { FabError } from '@contract/errors'
import { IconMapOff, IconPlugConnectedX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Empty, Failure } from '../../ui/faces'
import { toastFault } from '../../ui/toasts'
import { useGo } from '../navigation'

/** What is seen when a screen breaks: words, a reference to copy, a way on. Never a stack. */
export function ErrorPage({ error, reset }: { readonly error: unknown; readonly reset?: () => void }) {
  if (isMissingChunk(error)) return <StaleScreen />
  return (
    <Failure
      error={error}
      retry={() => {
        reset?.()
      }}
    />
  )
}

/** The code of a screen is not there: an update removed it, or the host is away. A new page brings it. */
function StaleScreen() {
  const { t } = useTranslation('app')
  const reload = async (): Promise<void> => {
    // While nobody answers, a reload would leave the browser's own error page in place of the app.
    await fetch('./', { cache: 'no-store' }).catch((cause: unknown) => {
      throw new FabError('contract.offline', {}, { cause })
    })
    location.reload()
  }
  return (
    <Empty
      icon={IconPlugConnectedX}
      title={t('stale.title')}
      hint={t('stale.hint')}
      action={
        <Button
          onClick={() => {
            reload().catch(toastFault)
          }}
        >
          {t('stale.reload')}
        </Button>
      }
    />
  )
}

function isMissingChunk(error: unknown): boolean {
  return (
    error instanceof Error &&
    /dynamically imported module|Importing a module script|Unable to preload CSS/.test(error.message)
  )
}

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation('app')
  const go = useGo()
  return (
    <Empty
      icon={IconMapOff}
      title={t('notFound.title')}
      hint={t('notFound.hint')}
      action={
        <Button
          onClick={() => {
            go('/')
          }}
        >
          {t('notFound.home')}
        </Button>
      }
    />
  )
}

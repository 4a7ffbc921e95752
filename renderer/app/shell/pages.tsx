import { Button } from '@mantine/core'
import { IconMapOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Empty, Failure } from '../../ui/faces'
import { useGo } from '../navigation'

/** What is seen when a screen breaks: words, a reference to copy, a way on. Never a stack. */
export function ErrorPage({ error, reset }: { readonly error: unknown; readonly reset?: () => void }) {
  return (
    <Failure
      error={error}
      retry={() => {
        // A chunk that an update removed comes back only with a new page.
        if (isMissingChunk(error)) location.reload()
        else reset?.()
      }}
    />
  )
}

function isMissingChunk(error: unknown): boolean {
  return error instanceof TypeError && /dynamically imported module|Failed to fetch/.test(error.message)
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

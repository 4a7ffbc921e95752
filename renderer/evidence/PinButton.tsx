import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconPinned } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../app/me'
import type { Pinnable } from './pinnable'

const PinDialog = lazy(() => import('./PinDialog'))

interface Props {
  /** What is pinned, for those who hear the screen. */
  readonly title: string
  /** Case offered first: the one the screen was opened from; null for none. */
  readonly caseId: string | null
  /** What is seen at the moment of the click. */
  readonly what: () => Pinnable | Promise<Pinnable>
  /** A word instead of only the sign. */
  readonly label?: string
}

/** Keeps what is seen with a case, as evidence with its figures as they are now. */
export function PinButton({ title, caseId, what, label }: Props) {
  const { t } = useTranslation('evidence')
  const may = useMay('records.write')
  const [seen, setSeen] = useState<Promise<Pinnable> | null>(null)
  if (!may) return null
  const open = (): void => {
    setSeen(Promise.resolve().then(what))
  }
  return (
    <>
      {label === undefined ? (
        <Tooltip label={t('pin.button')}>
          <ActionIcon size={26} aria-label={t('pin.buttonOf', { title })} onClick={open}>
            <IconPinned size={15} />
          </ActionIcon>
        </Tooltip>
      ) : (
        <Button variant="default" leftSection={<IconPinned size={14} />} onClick={open}>
          {label}
        </Button>
      )}
      {seen !== null && (
        <Suspense fallback={null}>
          <PinDialog
            seen={seen}
            caseId={caseId}
            onClose={() => {
              setSeen(null)
            }}
          />
        </Suspense>
      )}
    </>
  )
}

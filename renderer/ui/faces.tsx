import { Button, Skeleton, Text } from '@mantine/core'
import { IconAlertTriangle, IconInbox, IconRefresh } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Icon } from '../app/areas'
import { asFault, faultDetail, faultText } from '../app/i18n/faultText'
import { go } from '../app/navigation'
import { CopyButton } from './CopyButton'
import css from './faces.module.css'

/** A skeleton after 150 ms at the latest, but no flash of one before: what comes sooner needs none. */
export function Loading({ rows = 8, now = false }: { readonly rows?: number; readonly now?: boolean }) {
  const { t } = useTranslation('app')
  const [shown, setShown] = useState(now)
  useEffect(() => {
    const timer = setTimeout(() => {
      setShown(true)
    }, 120)
    return () => {
      clearTimeout(timer)
    }
  }, [])
  return (
    <div className={css.loading} role="status" aria-busy="true">
      <span className="fab-visually-hidden">{t('loading')}</span>
      {shown &&
        Array.from({ length: rows }, (_, i) => (
          <Skeleton key={i} height={14} radius="xs" width={`${[92, 78, 85, 64][i % 4] ?? 80}%`} />
        ))}
    </div>
  )
}

interface EmptyProps {
  readonly title: string
  /** How to begin. */
  readonly hint?: ReactNode
  readonly icon?: Icon
  /** The button that begins. */
  readonly action?: ReactNode
  readonly compact?: boolean
}

/** Nothing here yet: says how to begin, with the button. */
export function Empty({ title, hint, icon: Sign = IconInbox, action, compact = false }: EmptyProps) {
  return (
    <div className={css.face} data-compact={compact || undefined}>
      <Sign size={compact ? 22 : 32} stroke={1.4} />
      <Text fw={600}>{title}</Text>
      {hint !== undefined && (
        <Text c="dimmed" size="sm" className={css.words}>
          {hint}
        </Text>
      )}
      {action}
    </div>
  )
}

interface FailureProps {
  readonly error: unknown
  readonly retry?: () => void
  readonly compact?: boolean
}

/** An error in the person's words, what to do about it, and a detail that support can use. */
export function Failure({ error, retry, compact = false }: FailureProps) {
  const { t } = useTranslation('app')
  const fault = asFault(error)
  const { what, action } = faultText(fault)
  // A record that is gone is looked for in the list it stood in.
  const list =
    fault.key === 'record.notFound' && !compact ? /^#(\/[^/?]+)\/[^/?]/.exec(location.hash)?.[1] : undefined
  return (
    <div className={css.face} role="alert" data-compact={compact || undefined}>
      <IconAlertTriangle className={css.bad} size={compact ? 22 : 32} stroke={1.5} />
      <Text fw={600}>{what}</Text>
      {action !== '' && (
        <Text c="dimmed" size="sm" className={css.words}>
          {action}
        </Text>
      )}
      <div className={css.buttons}>
        {retry !== undefined && (
          <Button leftSection={<IconRefresh size={14} />} onClick={retry}>
            {t('retry')}
          </Button>
        )}
        {list !== undefined && (
          <Button
            variant="default"
            onClick={() => {
              go(list)
            }}
          >
            {t('toList')}
          </Button>
        )}
        <CopyButton label={t('copyDetail')} text={() => faultDetail(fault)} />
      </div>
    </div>
  )
}

interface Answer<T> {
  readonly data: T | undefined
  readonly error: unknown
  readonly isPending: boolean
  refetch(): unknown
}

interface FacesProps<T> {
  /** What `useQueryOf` gave. */
  readonly of: Answer<T>
  /** True when the answer holds nothing; then `empty` is shown. */
  readonly isEmpty?: (data: T) => boolean
  readonly empty?: ReactNode
  readonly rows?: number
  readonly compact?: boolean
  readonly children: (data: T) => ReactNode
}

/** The four faces of an answer: on its way, wrong, nothing in it, there. */
export function Faces<T>({ of, isEmpty, empty, rows, compact = false, children }: FacesProps<T>) {
  if (of.data === undefined) {
    if (of.error !== null && of.error !== undefined) {
      return <Failure error={of.error} retry={() => void of.refetch()} compact={compact} />
    }
    return <Loading {...(rows === undefined ? {} : { rows })} />
  }
  if (isEmpty?.(of.data) === true && empty !== undefined) return empty
  return children(of.data)
}

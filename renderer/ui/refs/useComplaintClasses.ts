import type { Output } from '@contract/index'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../app/client/index'

type ComplaintClass = Output<'complaintClasses.list'>['rows'][number]

const none: readonly ComplaintClass[] = []

/** The complaint classes of the site in the order of their codes, and what each is called in the present language. */
export function useComplaintClasses(): {
  readonly classes: readonly ComplaintClass[]
  readonly nameOf: (code: string) => string
  readonly busy: boolean
} {
  const { i18n } = useTranslation()
  const zh = i18n.language.startsWith('zh')
  const found = useQueryOf('complaintClasses.list', { limit: 1000 }, { keep: true })
  const classes = found.data?.rows ?? none
  const nameOf = useMemo(() => {
    const names = new Map(classes.map(one => [one.code, zh ? one.zh : one.en]))
    return (code: string): string => names.get(code) ?? code
  }, [classes, zh])
  return { classes, nameOf, busy: found.isFetching }
}

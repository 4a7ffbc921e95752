import type { DefectImage } from '@contract/defects'
import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { call, core } from '../app/client/index'
import { toastFault } from '../ui/toasts'
import css from './defects.module.css'

/** Name of an image's file without its folders. */
export function fileName(image: Pick<DefectImage, 'file'>): string {
  return image.file.split(/[\\/]/).at(-1) ?? image.file
}

/** The image itself, where a window can show its format. */
export function Picture({ image }: { readonly image: DefectImage }) {
  const { t } = useTranslation('defects')
  const { sha256 } = image
  const answer = useQuery({
    // Bytes of a hash never change: no event makes them stale.
    queryKey: ['defectPicture', sha256],
    queryFn: () => call('defects.picture', { sha256: sha256 ?? '' }),
    enabled: sha256 !== null,
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false
  })
  const file = answer.data
  const url = useMemo(
    () =>
      file === undefined ? null : URL.createObjectURL(new Blob([file.bytes.slice()], { type: file.mime })),
    [file]
  )
  useEffect(
    () => () => {
      if (url !== null) URL.revokeObjectURL(url)
    },
    [url]
  )
  if (url !== null) return <img className={css.picture} src={url} alt={fileName(image)} />
  return answer.isError ? <span className={css.quiet}>{t('images.unseen')}</span> : null
}

/** Gives out the bytes of an image that lies in the store. */
export function SaveImage({ image }: { readonly image: DefectImage }) {
  const { t } = useTranslation('defects')
  const { sha256 } = image
  if (sha256 === null) return null
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      leftSection={<IconDownload size={13} />}
      onClick={event => {
        event.stopPropagation()
        call('attachments.open', { sha256 }).then(({ ticket }) => {
          core().download(ticket, fileName(image))
        }, toastFault)
      }}
    >
      {t('images.save')}
    </Button>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { call } from '../app/client/index'

/** Address of a piece's picture while it is shown; null without one, or until it is here. */
export function usePicture(id: string | null): string | null {
  const answer = useQuery({
    // A picture never changes: no event makes it stale.
    queryKey: ['evidencePicture', id],
    queryFn: () => call('evidence.picture', { id: id ?? '' }),
    enabled: id !== null,
    staleTime: Infinity,
    retry: false
  })
  const bytes = answer.data?.bytes
  const url = useMemo(
    () =>
      bytes === undefined ? null : URL.createObjectURL(new Blob([bytes.slice()], { type: 'image/png' })),
    [bytes]
  )
  useEffect(
    () => () => {
      if (url !== null) URL.revokeObjectURL(url)
    },
    [url]
  )
  return url
}

import { useFormat } from '../app/i18n/useFormat'
import { useNow } from './TimeAgo'

/** Today at the site, `2026-11-21`; turns over at the site's midnight. */
export function useToday(): string {
  return useFormat().date(useNow())
}

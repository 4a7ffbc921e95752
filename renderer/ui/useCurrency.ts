import { useQueryOf } from '../app/client/index'

/** ISO 4217 code of the currency in which the site writes costs; empty while it is not known. */
export function useCurrency(): string {
  return useQueryOf('people.site', {}, { topics: ['people'] }).data?.currency ?? ''
}

import { useLocation, useParams } from '@tanstack/react-router'
import { appHistory } from './history'
import { type AnchorHTMLAttributes, useCallback } from 'react'

/** A hash route as it stands behind the `#`: `#/cases/1`, `/cases/1` and `cases/1` are one. */
export function toPath(link: string): string {
  const bare = link.replace(/^.*#/, '')
  return bare.startsWith('/') ? bare : `/${bare}`
}

/** Go to a hash route from anywhere; `replace` puts it in place of the present entry. */
export function go(path: string, replace = false): void {
  if (replace) appHistory().replace(toPath(path))
  else appHistory().push(toPath(path))
}

/** `const go = useGo()`, then `go('/cases/12?tab=files')`. The same function each time. */
export function useGo(): (path: string, replace?: boolean) => void {
  return go
}

/** A part of the address: with `/cases/$id`, `useParam('id')`; empty when there is none. */
export function useParam(name: string): string {
  const params: Readonly<Record<string, unknown>> = useParams({ strict: false })
  const value = params[name]
  return typeof value === 'string' ? value : ''
}

/**
 * One value kept in the address, so that Back and a copied link bring it again:
 * `const [tab, setTab] = useUrlValue('tab', 'facts')`. Setting it replaces the history entry.
 */
export function useUrlValue(name: string, initial: string): [string, (next: string) => void] {
  const { searchStr } = useLocation()
  const value = new URLSearchParams(searchStr).get(name) ?? initial
  const set = useCallback(
    (next: string) => {
      const { pathname, search } = appHistory().location
      const params = new URLSearchParams(search)
      if (next === initial) params.delete(name)
      else params.set(name, next)
      const query = params.toString()
      appHistory().replace(query === '' ? pathname : `${pathname}?${query}`)
    },
    [name, initial]
  )
  return [value, set]
}

/** A link inside the app: `<LinkTo to="/cases/12">CA-2026-0012</LinkTo>`. Middle click opens a tab in browsers. */
export function LinkTo({
  to,
  ...rest
}: { readonly to: string } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>) {
  return <a href={`#${toPath(to)}`} {...rest} />
}

import { createHashHistory, type RouterHistory } from '@tanstack/react-router'

let history: RouterHistory | null = null

/** The one history of the window; addresses stand behind the `#`, so that the host serves one page. */
export function appHistory(): RouterHistory {
  history ??= createHashHistory()
  return history
}

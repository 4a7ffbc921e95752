import { createRootRoute, createRoute, createRouter, type AnyRouter } from '@tanstack/react-router'
import { lazy } from 'react'
import type { Screen } from './areas'
import { appHistory } from './history'
import { areas } from './registry'
import { Guard } from './shell/Guard'
import { ErrorPage, NotFound } from './shell/pages'
import { Home } from './shell/Home'
import { Shell } from './shell/Shell'

const own: readonly Screen[] = [
  { path: '/about', title: 'app:about.title', load: () => import('./about/About') }
]

/** The routes of all areas under the shell; addresses are hash routes, so that the host serves one page. */
export function makeRouter(): AnyRouter {
  const root = createRootRoute({
    component: Shell,
    notFoundComponent: NotFound,
    errorComponent: ErrorPage
  })
  const home = createRoute({ getParentRoute: () => root, path: '/', component: Home })
  const screens = [...own, ...areas.flatMap(area => area.screens)].map(screen => {
    const Lazy = lazy(screen.load)
    const Guarded = (): React.JSX.Element => (
      <Guard screen={screen}>
        <Lazy />
      </Guard>
    )
    Guarded.preload = async (): Promise<void> => {
      await screen.load()
    }
    return createRoute({ getParentRoute: () => root, path: screen.path, component: Guarded })
  })
  return createRouter({
    routeTree: root.addChildren([home, ...screens]),
    history: appHistory(),
    defaultPreload: 'intent',
    defaultPendingMs: 150,
    defaultErrorComponent: ErrorPage,
    defaultNotFoundComponent: NotFound
  })
}

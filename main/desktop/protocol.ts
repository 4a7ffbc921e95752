import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CustomScheme } from 'electron'
import { contentPolicy, freshNonce, withNonce } from '../core/web/csp'
import { resolveStatic } from '../core/web/static-path'
import { appHost, appScheme } from './origin'
import { recoveryPage, recoveryPath, recoveryScript, recoveryScriptPath, type Stopped } from './recovery-page'
import type { Language } from './texts'

/** The program's own scheme; registered before Electron is ready. */
export const schemes: CustomScheme[] = [
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }
]

/** What {@link serveApp} serves. */
export interface Served {
  /** Folder of the built renderer. */
  readonly root: string
  readonly language: () => Language
}

function headers(type: string, nonce: string | null): Record<string, string> {
  return {
    'Content-Type': type,
    'Content-Security-Policy': contentPolicy(nonce),
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store'
  }
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: headers('text/plain; charset=utf-8', null) })
}

function page(html: string, nonce: string): Response {
  return new Response(html, { headers: headers('text/html; charset=utf-8', nonce) })
}

/**
 * Answer one request of the own scheme: the built renderer, its page with a fresh nonce, and the
 * recovery page. Whatever is not a plain file of the renderer does not exist.
 */
export async function serveApp(request: Pick<Request, 'url' | 'method'>, served: Served): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405)
  let url: URL
  try {
    url = new URL(request.url)
  } catch {
    return refuse(400)
  }
  if (url.protocol !== `${appScheme}:` || url.host !== appHost) return refuse(403)
  const nonce = freshNonce()
  if (url.pathname === recoveryPath) {
    const stopped: Stopped = url.searchParams.get('stopped') === 'core' ? 'core' : 'page'
    const detail = (url.searchParams.get('detail') ?? '').slice(0, 200)
    return page(recoveryPage(served.language(), stopped, detail, nonce), nonce)
  }
  if (url.pathname === recoveryScriptPath) {
    return new Response(recoveryScript, { headers: headers('text/javascript; charset=utf-8', null) })
  }
  const file = resolveStatic(served.root, url.pathname)
  if (file === null) return refuse(404)
  try {
    if (file.path === join(served.root, 'index.html')) {
      return page(withNonce(await readFile(file.path, 'utf8'), nonce), nonce)
    }
    return new Response(await readFile(file.path), { headers: headers(file.type, null) })
  } catch {
    return refuse(404)
  }
}

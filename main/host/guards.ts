import type { IncomingHttpHeaders } from 'node:http'
import { contentPolicy } from '../core/web/csp'

/** What is asked of every request before anything else looks at it. */
export type Verdict = 'ok' | 'wrongHost' | 'wrongOrigin' | 'crossSite'

/** The only names under which a host that listens on the loopback address may be called. */
export function loopbackNames(port: number): ReadonlySet<string> {
  const names = ['127.0.0.1', 'localhost', '[::1]']
  return new Set(names.flatMap(name => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`])))
}

/**
 * Judge a request by its headers. The name in `Host` must be one of ours: a page of another site can
 * make its own name point to this machine (DNS rebinding), but not change the name it is called by.
 * `Origin`, where a browser sends it, must be the same name; and a call of the API must not come from
 * another site, whatever kind of request it is.
 */
export function judge(
  headers: IncomingHttpHeaders,
  names: ReadonlySet<string>,
  scheme: 'http' | 'https',
  isApi: boolean
): Verdict {
  const host = headers.host?.toLowerCase()
  if (host === undefined || !names.has(host)) return 'wrongHost'
  if (headers.origin !== undefined && headers.origin.toLowerCase() !== `${scheme}://${host}`)
    return 'wrongOrigin'
  const site = headers['sec-fetch-site']
  if (isApi && site !== undefined && site !== 'same-origin' && site !== 'none') return 'crossSite'
  return 'ok'
}

/** Headers of every answer. */
export const alwaysHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'x-dns-prefetch-control': 'off',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=()'
}

/** Headers of answers that are data: nothing in them may ever act as a page. */
export const dataHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'"
}

/** The policy of scripts, styles and fonts; the page itself has one with a nonce. */
export const assetPolicy = contentPolicy(null)

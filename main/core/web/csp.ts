import { randomBytes } from 'node:crypto'

/** What the built index.html holds in place of the nonce. */
const noncePlace = '{{nonce}}'

/** A nonce for one HTML response: 128 random bits, base64. */
export function freshNonce(): string {
  return randomBytes(16).toString('base64')
}

/**
 * The Content-Security-Policy of every page FabCase serves, on the desktop and from the host. It is
 * a header, never a `<meta>`: `frame-ancestors` works only there. `nonce` is for Mantine's style
 * elements; a response that is no page (a script, a font) passes null.
 */
export function contentPolicy(nonce: string | null): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    nonce === null ? "style-src 'self'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default'
  ].join('; ')
}

/**
 * The policy while developing: Vite's page needs inline scripts, injected styles and a socket back
 * to its server. Never used by a packaged program.
 */
export function developmentPolicy(server: string): string {
  const { origin, host } = new URL(server)
  return [
    "default-src 'none'",
    `script-src ${origin} 'unsafe-inline'`,
    `style-src ${origin} 'unsafe-inline'`,
    `img-src ${origin} data: blob:`,
    `font-src ${origin} data:`,
    `connect-src ${origin} ws://${host}`,
    `worker-src ${origin} blob:`,
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'"
  ].join('; ')
}

/** Put the nonce into a built page. */
export function withNonce(html: string, nonce: string): string {
  return html.replaceAll(noncePlace, nonce)
}

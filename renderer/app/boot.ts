import { setNonce } from 'get-nonce'
import { z } from 'zod'

/**
 * What must be true before any other module runs: zod must not probe `new Function`, strings with
 * markup must have no way into the document, and styles made at run time must carry the nonce.
 */
z.config({ jitless: true })

interface TrustedTypesFactory {
  createPolicy(
    name: string,
    rules: { createHTML(text: string): string; createScriptURL(url: string): string }
  ): unknown
}

declare global {
  interface Window {
    readonly trustedTypes?: TrustedTypesFactory
  }
}

if (window.trustedTypes !== undefined) {
  window.trustedTypes.createPolicy('default', {
    createHTML(text) {
      // Libraries clear nodes with innerHTML = '' and fill <style> with plain CSS; neither has markup.
      if (text.includes('<')) throw new TypeError('markup is not accepted as a string')
      return text
    },
    createScriptURL(url) {
      if (new URL(url, location.href).origin !== location.origin) throw new TypeError('foreign script')
      return url
    }
  })
}

/** The nonce this page was served with; undefined in development, where the policy is looser. */
export function styleNonce(): string | undefined {
  const meta = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')
  return meta?.nonce || undefined
}

const nonce = styleNonce()
if (nonce !== undefined) setNonce(nonce)

import type { Bridge } from '../../preload/bridge'

declare global {
  interface Window {
    /** Present on the desktop only. */
    readonly fabcase?: Bridge
  }
}

/**
 * Runs in the page's own world before its scripts: makes what the preload script exposes appear on
 * `window`, as contextBridge does. Calls cross to the preload's world by synchronous events, whose
 * detail Chromium clones. Windows that the page wants are told of and never opened: the program denies them all,
 * and a pop-up that Chromium opens only to be closed again can halt the page that wanted it.
 * Stands alone: its source is put into the page.
 */
export function pageMain(origin: string, secret: string, wantWindow: string): void {
  if (location.origin !== origin || window !== window.top) return
  const global = window as unknown as Record<string, ((url: string) => void) | undefined>
  const want = global[wantWindow]
  Reflect.deleteProperty(window, wantWindow)
  window.open = (url = '') => {
    want?.(new URL(url, location.href).href)
    return null
  }
  window.addEventListener('click', event => {
    const link = event.composedPath().find(place => place instanceof HTMLAnchorElement)
    if (link === undefined || event.defaultPrevented || ['', '_self', '_top'].includes(link.target)) return
    event.preventDefault()
    want?.(link.href)
  })
  type Shape = { readonly fn: string } | { readonly value: unknown } | { readonly object: [string, Shape][] }
  type Answer = { ok: true; value: unknown; promise?: number } | { ok: false; message: string }
  const callbacks = new Map<number, (...args: unknown[]) => void>()
  const promises = new Map<number, { done: (value: unknown) => void; failed: (error: Error) => void }>()
  let nextCallback = 1
  const say = (name: string, detail: unknown): void => {
    document.dispatchEvent(new CustomEvent(`${secret}:${name}`, { detail }))
  }
  const hear = (name: string, listener: (detail: never) => void): void => {
    document.addEventListener(`${secret}:${name}`, event => {
      listener((event as CustomEvent).detail as never)
    })
  }
  let answer: Answer | null = null
  hear('answer', (detail: Answer) => (answer = detail))
  hear('callback', ({ id, args }: { id: number; args: unknown[] }) => callbacks.get(id)?.(...args))
  hear('settle', ({ id, ok, value }: { id: number; ok: boolean; value: unknown }) => {
    const promise = promises.get(id)
    promises.delete(id)
    if (ok) promise?.done(value)
    else promise?.failed(new Error(String(value)))
  })
  const outgoing = (value: unknown): unknown => {
    if (typeof value !== 'function') return { value }
    const id = nextCallback++
    callbacks.set(id, value as (...args: unknown[]) => void)
    return { callback: id }
  }
  const call = (path: string, args: unknown[]): unknown => {
    answer = null
    say('call', { path, args: args.map(outgoing) })
    const got = answer as Answer | null
    if (got === null) throw new Error('An object could not be cloned.')
    if (!got.ok) throw new Error(got.message)
    const { promise, value } = got
    if (promise !== undefined) {
      return new Promise((done, failed) => {
        promises.set(promise, { done, failed })
        say('waiting', promise)
      })
    }
    const returned = value as { readonly fn?: string } | null
    return typeof returned === 'object' && returned !== null && typeof returned.fn === 'string'
      ? build({ fn: returned.fn })
      : value
  }
  const build = (shape: Shape): unknown => {
    if ('fn' in shape) return (...args: unknown[]) => call(shape.fn, args)
    if ('value' in shape) return shape.value
    return Object.freeze(Object.fromEntries(shape.object.map(([key, item]) => [key, build(item)])))
  }
  hear('expose', ({ key, shape }: { key: string; shape: Shape }) => {
    if (Object.hasOwn(window, key)) return
    Object.defineProperty(window, key, { value: build(shape), enumerable: true })
  })
  say('ready', null)
}

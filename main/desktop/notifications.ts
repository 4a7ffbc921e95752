/** A notification as Electron shows it. */
interface Shown {
  on(event: 'click' | 'close', listener: () => void): unknown
  show(): void
}

/** What {@link Notifications} needs. */
export interface NotificationRules {
  readonly supported: () => boolean
  readonly make: (options: { title: string; body: string }) => Shown
  /** Focus a window and go to a route. */
  readonly follow: (link: string | null) => void
}

/** Routes start with a slash (a leading `#` is taken off); anything else is not followed. */
export function routeOf(link: string | null): string | null {
  if (link === null) return null
  const route = link.replace(/^#/, '')
  return /^\/(?!\/)[\w\-./?=&%~:@+,]*$/.test(route) && route.length <= 512 ? route : null
}

const most = 20

/** Desktop notifications. Each is held until it is closed: a collected one loses its click. */
export class Notifications {
  readonly #rules: NotificationRules
  readonly #shown = new Set<Shown>()

  constructor(rules: NotificationRules) {
    this.#rules = rules
  }

  /** Show one; nothing happens where the system has none. */
  show(title: string, body: string, link: string | null): void {
    if (!this.#rules.supported() || this.#shown.size >= most) return
    const notification = this.#rules.make({ title: title.slice(0, 200), body: body.slice(0, 1000) })
    const route = routeOf(link)
    notification.on('click', () => {
      this.#shown.delete(notification)
      this.#rules.follow(route)
    })
    notification.on('close', () => {
      this.#shown.delete(notification)
    })
    this.#shown.add(notification)
    notification.show()
  }
}

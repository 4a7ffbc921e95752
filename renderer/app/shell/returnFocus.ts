/** Overlays are drawn in portals beside the app, and what they hold is gone with them. */
const overlays = '[data-portal], [data-mantine-shared-portal-node]'

const isOverlay = (node: Node): boolean => node instanceof HTMLElement && node.matches(overlays)

/** Whether one is still there to be read: what closes within a pop-up gives the focus back to that. */
function isAnyOpen(): boolean {
  return [...document.querySelectorAll(overlays)].some(holder =>
    [...holder.querySelectorAll('[role="dialog"], [role="menu"], [role="listbox"]')].some(one =>
      one.checkVisibility()
    )
  )
}

/** A menu whose first item cannot be chosen gets no focus from the library: its keys would go to what is behind it. */
function enterMenu(added: Node): void {
  if (!(added instanceof HTMLElement)) return
  const menu = added.matches('[role="menu"]') ? added : added.querySelector<HTMLElement>('[role="menu"]')
  if (menu === null) return
  // Once the library has tried.
  setTimeout(() => {
    if (!menu.isConnected || menu.contains(document.activeElement)) return
    const item = menu.querySelector<HTMLElement>('[data-menu-item]:not(:disabled)')
    ;(item ?? menu).focus({ preventScroll: true })
  })
}

/**
 * Gives the focus back to where it was when the dialog or menu that held it is gone, however it went: one that is
 * taken out of the page at once cannot do so itself, and the keys would do nothing until the next click.
 * @returns what ends it
 */
export function returnFocus(): () => void {
  let before: HTMLElement | null = null
  const held = (event: FocusEvent): void => {
    const { target } = event
    if (target instanceof HTMLElement && target !== document.body && target.closest(overlays) === null)
      before = target
  }
  const gone = (): void => {
    // What is opened next, or puts the focus somewhere itself, goes first.
    requestAnimationFrame(() => {
      if (!isAnyOpen() && document.activeElement === document.body && before?.isConnected === true)
        before.focus({ preventScroll: true })
    })
  }
  const inside = new MutationObserver(changes => {
    if (changes.some(change => change.removedNodes.length > 0)) gone()
    for (const change of changes) change.addedNodes.forEach(enterMenu)
  })
  const watch = (node: Node): void => {
    if (isOverlay(node)) inside.observe(node, { childList: true, subtree: true })
  }
  const portals = new MutationObserver(changes => {
    for (const change of changes) change.addedNodes.forEach(watch)
    if (changes.some(change => [...change.removedNodes].some(isOverlay))) gone()
  })
  document.querySelectorAll(overlays).forEach(watch)
  // Portals hang in the body or, the shared one, in the app's own root.
  for (const holder of [document.body, document.getElementById('root')])
    if (holder !== null) portals.observe(holder, { childList: true })
  document.addEventListener('focusin', held)
  return () => {
    portals.disconnect()
    inside.disconnect()
    document.removeEventListener('focusin', held)
  }
}

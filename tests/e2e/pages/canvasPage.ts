import { expect, type CDPSession, type Locator, type Page } from '@playwright/test'
import { type Box, restingBox } from './rest'

/** A point of the window, px. */
interface Point {
  readonly x: number
  readonly y: number
}

/** The picture of a diagram, worked in with mouse, fingers and keys. */
export class CanvasPage {
  constructor(private readonly page: Page) {}

  /** The field that has the keys of the picture. */
  get keys(): Locator {
    return this.page.getByRole('textbox', { name: /^Fishbone: / })
  }

  /** Lines of the outline beside it that are selected. */
  get chosen(): Locator {
    return this.page.locator('[role="treeitem"][aria-selected="true"]')
  }

  /** Where the words of a node are drawn, once they have come to rest there. */
  async box(text: string): Promise<Box> {
    const words = this.page.locator('svg text').filter({ hasText: new RegExp(`^${text}$`) })
    return restingBox(words.first())
  }

  async middle(text: string): Promise<Point> {
    const { x, y, width, height } = await this.box(text)
    return { x: x + width / 2, y: y + height / 2 }
  }

  /** The part of the window that the picture is seen in. */
  async area(): Promise<{ left: number; top: number; right: number; bottom: number }> {
    const zoom = this.page.getByRole('group', { name: 'Zoom' })
    return zoom.evaluate(group => {
      // The buttons lie in a corner of the canvas.
      const { left, top, right, bottom } =
        group.parentElement?.parentElement?.getBoundingClientRect() ?? new DOMRect()
      return { left, top, right, bottom }
    })
  }

  /** All of a node's words lie in that part. */
  async expectSeen(text: string): Promise<void> {
    await expect
      .poll(async () => {
        const [{ left, top, right, bottom }, box] = await Promise.all([this.area(), this.box(text)])
        return box.x >= left && box.y >= top && box.x + box.width <= right && box.y + box.height <= bottom
      })
      .toBe(true)
  }

  async click(text: string): Promise<void> {
    const { x, y } = await this.middle(text)
    await this.page.mouse.click(x, y)
  }

  /** Press here, go there and let go, as a hand does it: not in one leap. */
  async drag(from: Point, to: Point): Promise<void> {
    const { mouse } = this.page
    await mouse.move(from.x, from.y)
    await mouse.down()
    await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
    await mouse.move(to.x, to.y, { steps: 4 })
    await mouse.up()
  }

  /** Drag a frame around nodes; `keys` are held meanwhile. */
  async frame(texts: readonly string[], keys: 'Shift' | 'Control'): Promise<void> {
    const boxes = await Promise.all(texts.map(text => this.box(text)))
    const air = 6
    const from = { x: Math.min(...boxes.map(b => b.x)) - air, y: Math.min(...boxes.map(b => b.y)) - air }
    const to = {
      x: Math.max(...boxes.map(b => b.x + b.width)) + air,
      y: Math.max(...boxes.map(b => b.y + b.height)) + air
    }
    await this.page.keyboard.down(keys)
    await this.drag(from, to)
    await this.page.keyboard.up(keys)
  }

  /** Two fingers about a point, so far apart before and after. */
  async pinch(at: Point, before: number, after: number): Promise<void> {
    const session: CDPSession = await this.page.context().newCDPSession(this.page)
    const fingers = (apart: number) => [
      { x: at.x - apart / 2, y: at.y, id: 0 },
      { x: at.x + apart / 2, y: at.y, id: 1 }
    ]
    const send = async (type: 'touchStart' | 'touchMove', apart: number): Promise<void> => {
      await session.send('Input.dispatchTouchEvent', { type, touchPoints: fingers(apart) })
    }
    await send('touchStart', before)
    for (let step = 1; step <= 5; step++) await send('touchMove', before + ((after - before) * step) / 5)
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await session.detach()
  }

  /** How large the picture is shown, once it has come to rest there. */
  async expectZoom(percent: RegExp): Promise<void> {
    await expect(this.page.getByRole('button', { name: /back to actual size/ })).toHaveText(percent)
  }

  /** Paste a text that another program has put on the clipboard. */
  async pasteText(text: string): Promise<void> {
    await this.page.evaluate(words => navigator.clipboard.writeText(words), text)
    await this.page.keyboard.press('Control+v')
  }
}

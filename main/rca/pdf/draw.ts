import { marks } from '@contract/diagram/marks'
import type { Palette, Role } from '@contract/diagram/palette'
import { arrowHead, dashes, type Item, type Line, type Text } from '@contract/diagram/scene'
import { runsOf, type PrintFont, type Run, type Weight } from './fonts'

type Document = PDFKit.PDFDocument

/** Draws on a document, and remembers which characters could not be. */
export class Pen {
  readonly missing = new Set<string>()
  readonly #fonts = new Set<string>()

  constructor(
    readonly document: Document,
    readonly palette: Palette
  ) {}

  /** One item of a scene, in the coordinates the document is set to. */
  draw(item: Item): void {
    const { document, palette } = this
    switch (item.kind) {
      case 'box':
        if (item.radius > 0) document.roundedRect(item.x, item.y, item.width, item.height, item.radius)
        else document.rect(item.x, item.y, item.width, item.height)
        this.#paint(item)
        break
      case 'shape':
        document.save().translate(item.x, item.y).path(item.d)
        this.#paint(item)
        document.restore()
        break
      case 'line':
        this.#line(item)
        break
      case 'text':
        this.#text(item)
        break
      case 'mark': {
        const { fill, stroke, strokeWidth } = marks[item.mark]
        const color = palette[item.fill]
        document
          .save()
          .translate(item.x, item.y)
          .scale(item.size / 16)
        if (fill !== undefined) document.path(fill).fill(color, 'even-odd')
        if (stroke !== undefined)
          document
            .path(stroke)
            .lineCap('round')
            .lineJoin('round')
            .lineWidth(strokeWidth ?? 1)
            .stroke(color)
        document.restore()
        break
      }
    }
  }

  /** One line of text with its baseline at y; returns its width. */
  line(
    text: string,
    x: number,
    y: number,
    size: number,
    weight: Weight,
    color: string,
    anchor: Text['anchor'] = 'start'
  ): number {
    const { document } = this
    const runs = runsOf(text, weight, this.missing)
    const widths = runs.map(run => this.#use(run).fontSize(size).widthOfString(run.text))
    const width = widths.reduce((sum, one) => sum + one, 0)
    let at = x - (anchor === 'start' ? 0 : anchor === 'middle' ? width / 2 : width)
    for (const [i, run] of runs.entries()) {
      this.#use(run).fontSize(size).fillColor(color)
      document.text(run.text, at, y, { lineBreak: false, baseline: 'alphabetic' })
      at += widths[i] ?? 0
    }
    return width
  }

  /** How wide one line of text is. */
  width(text: string, size: number, weight: Weight): number {
    return runsOf(text, weight, new Set()).reduce(
      (sum, run) => sum + this.#use(run).fontSize(size).widthOfString(run.text),
      0
    )
  }

  /** The longest beginning of a text that is no wider than `most`, with an ellipsis where it is not all. */
  fitting(text: string, most: number, size: number, weight: Weight): string {
    const width = (some: string) => this.width(some, size, weight)
    if (width(text) <= most) return text
    const characters = Array.from(text)
    let [low, high] = [0, characters.length]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (width(`${characters.slice(0, middle).join('')}…`) <= most) low = middle
      else high = middle - 1
    }
    return `${characters.slice(0, low).join('')}…`
  }

  #use({ font }: Run): Document {
    this.#register(font)
    return this.document.font(font.name)
  }

  #register({ name, bytes }: PrintFont): void {
    if (this.#fonts.has(name)) return
    this.#fonts.add(name)
    this.document.registerFont(name, bytes)
  }

  #text(item: Text): void {
    for (const [i, line] of item.lines.entries())
      this.line(
        line,
        item.x,
        item.y + i * item.lineHeight,
        item.size,
        item.weight,
        this.palette[item.fill],
        item.anchor
      )
  }

  #line(item: Line): void {
    const { document, palette } = this
    const [x = 0, y = 0, ...rest] = item.points
    document.moveTo(x, y)
    for (let i = 0; i + 1 < rest.length; i += 2) document.lineTo(rest[i] ?? 0, rest[i + 1] ?? 0)
    document.lineJoin('round')
    this.#stroke(item.dash, item.strokeWidth)
    document.stroke(palette[item.stroke])
    const head = arrowHead(item)
    if (head === null) return
    const [ax = 0, ay = 0, bx = 0, by = 0, cx = 0, cy = 0] = head
    document.polygon([ax, ay], [bx, by], [cx, cy]).fill(palette[item.stroke])
  }

  #stroke(dash: Line['dash'], width: number): void {
    const [long, gap] = dashes[dash]
    this.document.lineWidth(width)
    if (long === undefined) this.document.undash()
    else this.document.dash(long, { space: gap ?? long })
  }

  #paint(item: {
    readonly fill: Role | null
    readonly stroke: Role | null
    readonly strokeWidth: number
    readonly dash: Line['dash']
  }): void {
    const { document, palette } = this
    if (item.stroke !== null) this.#stroke(item.dash, item.strokeWidth)
    if (item.fill !== null && item.stroke !== null)
      document.fillAndStroke(palette[item.fill], palette[item.stroke])
    else if (item.fill !== null) document.fill(palette[item.fill])
    else if (item.stroke !== null) document.stroke(palette[item.stroke])
  }
}

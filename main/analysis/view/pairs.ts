/** Sums of pairs about their means: what a correlation and a line through points are made of. */
export class PairSums {
  n = 0
  meanX = 0
  meanY = 0
  xx = 0
  yy = 0
  xy = 0

  add(x: number, y: number): void {
    this.n++
    const dx = x - this.meanX
    const dy = y - this.meanY
    this.meanX += dx / this.n
    this.meanY += dy / this.n
    this.xx += dx * (x - this.meanX)
    this.yy += dy * (y - this.meanY)
    this.xy += dx * (y - this.meanY)
  }

  /** Pearson's r; null below three pairs or where a side does not vary. */
  get r(): number | null {
    if (this.n < 3 || !(this.xx > 0) || !(this.yy > 0)) return null
    return Math.max(-1, Math.min(1, this.xy / Math.sqrt(this.xx * this.yy)))
  }

  /** The least-squares line; null where x does not vary. */
  get line(): { readonly slope: number; readonly intercept: number } | null {
    if (this.n < 2 || !(this.xx > 0)) return null
    const slope = this.xy / this.xx
    return { slope, intercept: this.meanY - slope * this.meanX }
  }
}

/**
 * Inter and Noto Sans SC ship with the app in unicode-range slices; the names behind them are what
 * Windows, macOS and Linux have for characters the slices lack (GBK, Big5 and Shift-JIS names).
 */
export const fontStack = [
  '"Inter Variable"',
  '"Noto Sans SC Variable"',
  '"Segoe UI"',
  '"PingFang SC"',
  '"Microsoft YaHei UI"',
  '"Microsoft YaHei"',
  '"Noto Sans CJK SC"',
  '"Source Han Sans SC"',
  '"WenQuanYi Micro Hei"',
  '"Microsoft JhengHei UI"',
  '"PingFang TC"',
  '"Noto Sans CJK TC"',
  '"Yu Gothic UI"',
  '"Hiragino Sans"',
  'Meiryo',
  '"Noto Sans CJK JP"',
  '"Malgun Gothic"',
  'sans-serif'
].join(', ')

/** For ids, hashes and numbers under each other. */
export const monoStack =
  'ui-monospace, "Cascadia Mono", Consolas, "SF Mono", "DejaVu Sans Mono", "Noto Sans SC Variable", "Microsoft YaHei", monospace'

/** The two that a canvas must name. */
export const canvasFont = '"Inter Variable", "Noto Sans SC Variable", "Microsoft YaHei", sans-serif'

/**
 * Have the slices for `text` in memory before a canvas draws it: a canvas never repaints by itself when
 * a font arrives late.
 */
export async function loadCanvasFonts(text: string): Promise<void> {
  const sample = [...new Set(text)].join('')
  await Promise.all([
    document.fonts.load('400 12px "Inter Variable"', sample),
    document.fonts.load('600 12px "Inter Variable"', sample),
    document.fonts.load('400 12px "Noto Sans SC Variable"', sample),
    document.fonts.load('600 12px "Noto Sans SC Variable"', sample)
  ]).catch(() => undefined)
}

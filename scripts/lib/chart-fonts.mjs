/**
 * Vite plugin. zrender falls back to the literal family 'sans-serif' in rich-text tooltips, which has no
 * Chinese glyphs on a bare machine; both places get the family stack the app ships.
 * @returns {import('vite').Plugin}
 */
export function chartFonts() {
  return {
    name: 'fabcase-chart-fonts',
    transform(code, id) {
      if (!/zrender\/lib\/(core\/platform|graphic\/Text)\.js$/.test(id)) return null
      return code.replaceAll("'sans-serif'", '\'"Inter Variable","Noto Sans SC Variable",sans-serif\'')
    }
  }
}

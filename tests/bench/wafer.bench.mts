import { chromium } from '@playwright/test'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { quantile, type Row } from './row'

const root = resolve(import.meta.dirname, '../..')
const dies = 100_000
const rounds = 12

/**
 * What the page measures: from the numbers as they come from the core to pixels that can be read back, so that no
 * raster is left for later. The functions are those of the app.
 */
const page = `
import { dieImage, paintWafer } from '${root}/renderer/charts/paintWafer'
import { scaleOf, valuePixels } from '${root}/renderer/charts/scale'
import { axesOf, shownDies } from '${root}/renderer/charts/turn'
import { fitView, waferModel } from '${root}/renderer/charts/wafer'
const side = Math.ceil(Math.sqrt((${dies} * 4) / Math.PI)) + 2
const places = []
for (let y = 0; y < side; y++)
  for (let x = 0; x < side; x++)
    places.push([Math.hypot(x - (side - 1) / 2, y - (side - 1) / 2), x, y])
places.sort((a, b) => a[0] - b[0])
const x = Int32Array.from(places.slice(0, ${dies}), p => p[1])
const y = Int32Array.from(places.slice(0, ${dies}), p => p[2])
const value = Float64Array.from(x, (v, i) => Math.sin(v / 9) + Math.cos((y[i] ?? 0) / 7))
const inside = new Uint8Array(x.length).fill(1)
const theme = { dark: false, text: '#000', muted: '#555', line: '#ddd', surface: '#fff', raised: '#fff', accent: '#00f', ok: '#0a0', warn: '#a60', bad: '#a00' }
globalThis.draw = () => {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 900
  const context = canvas.getContext('2d')
  const began = performance.now()
  const axes = axesOf({ flat: 'D', positiveX: 'R', positiveY: 'U' })
  const model = waferModel({ ...shownDies(axes, x, y), bin: [], pass: inside })
  const orientation = { notch: axes.notch, xRight: true, yDown: true }
  const paint = valuePixels(scaleOf(value, { lo: -1, hi: 1 }, 'limits'), value, inside)
  const image = dieImage(model, orientation, new Map(), null, paint)
  const marks = { lit: null, cursor: -1, selected: new Set() }
  paintWafer(context, model, image, orientation, fitView(model, 900, 900), theme, marks, 900, 900)
  context.getImageData(450, 450, 1, 1)
  return { ms: performance.now() - began, dies: model.count }
}
`

/** Time to draw a wafer map of 100,000 dies in the browser the app runs in. */
export default async function bench(): Promise<Row[]> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
  if (!existsSync(executablePath)) return []
  const folder = await mkdtemp(join(tmpdir(), 'fabcase-wafer-'))
  const id = 'virtual:wafer-page'
  await build({
    configFile: false,
    root: folder,
    logLevel: 'error',
    plugins: [
      {
        name: 'page',
        resolveId: name => (name.endsWith(id) ? `\0${id}` : null),
        load: name => (name === `\0${id}` ? page : null)
      }
    ],
    build: {
      outDir: folder,
      emptyOutDir: false,
      lib: { entry: id, formats: ['iife'], name: 'wafer', fileName: () => 'page.js' }
    }
  })
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const tab = await browser.newPage()
    await tab.addScriptTag({ content: await readFile(join(folder, 'page.js'), 'utf8') })
    const spent: number[] = []
    let drawn = 0
    for (let i = 0; i < rounds; i++) {
      const one = await tab.evaluate<{ ms: number; dies: number }>('draw()')
      drawn = one.dies
      // The first rounds warm the compiler up.
      if (i >= 2) spent.push(one.ms)
    }
    if (drawn !== dies) throw new Error(`${drawn} dies were drawn`)
    const value = quantile(spent, 0.95)
    return [
      {
        name: 'Wafer map of 100,000 dies by test value, from numbers to pixels, in Chromium without a GPU',
        value,
        unit: 'ms p95',
        target: '<= 100 ms',
        ok: value <= 100
      }
    ]
  } finally {
    await browser.close()
    await rm(folder, { recursive: true, force: true })
  }
}

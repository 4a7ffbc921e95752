import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { markNames } from '@contract/diagram/marks'
import { palettes } from '@contract/diagram/palette'
import { scene as schema, type Item, type Scene } from '@contract/diagram/scene'
import { drawFishbone } from '../../../../renderer/diagram/scene/drawFishbone'
import { sceneToSvg } from '../../../../renderer/diagram/export/svg'
import { roughMeasure } from '../../../../renderer/diagram/scene/text'

interface Read {
  readonly names: readonly string[]
  readonly texts: readonly string[]
}

/** Elements and texts of an XML document; throws where it is not well formed. */
function read(xml: string): Read {
  const parser = new SaxesParser()
  const [names, texts]: [string[], string[]] = [[], []]
  parser.on('error', error => {
    throw error
  })
  parser.on('opentag', tag => names.push(tag.name))
  parser.on('text', text => text.trim() !== '' && texts.push(text))
  parser.write(xml).close()
  return { names, texts }
}

const all: Scene = {
  width: 400,
  height: 300,
  items: [
    {
      kind: 'box',
      node: 'a',
      x: 1,
      y: 2,
      width: 30,
      height: 20,
      radius: 4,
      fill: 'accentFill',
      stroke: 'accent',
      strokeWidth: 1,
      dash: 'dashed'
    },
    {
      kind: 'shape',
      node: 'a',
      x: 5,
      y: 6,
      d: 'M0 0L10 0L5 8Z',
      fill: null,
      stroke: 'ink',
      strokeWidth: 1,
      dash: 'solid'
    },
    {
      kind: 'line',
      node: null,
      points: [0, 0, 10, 0, 10, 10],
      stroke: 'line',
      strokeWidth: 1,
      dash: 'dotted',
      arrow: true
    },
    {
      kind: 'text',
      node: 'a',
      x: 5,
      y: 9,
      lines: ['<晶圆> & "边缘"\u0000', 'b\uD800c'],
      size: 12,
      lineHeight: 16,
      weight: 600,
      anchor: 'end',
      fill: 'ink'
    },
    ...markNames.map((mark, i): Item => ({
      kind: 'mark',
      node: 'a',
      mark,
      x: 20 * i,
      y: 40,
      size: 12,
      fill: 'quiet'
    }))
  ]
}

describe('an SVG file', () => {
  it('holds every item, its texts as they are', () => {
    const { names, texts } = read(
      sceneToSvg(all, { title: 'A & B', description: '<desc>', language: 'zh-CN' })
    )
    expect(texts).toEqual(['A & B', '<desc>', '<晶圆> & "边缘"', 'bc'])
    expect(names.slice(0, 8)).toEqual(['svg', 'title', 'desc', 'rect', 'rect', 'path', 'polyline', 'polygon'])
    expect(names.filter(name => name === 'g')).toHaveLength(markNames.length)
  })

  it('is of one picture in every palette', () => {
    const [light, dark] = [
      sceneToSvg(all, { title: '' }),
      sceneToSvg(all, { title: '', palette: palettes.dark })
    ]
    expect(light).not.toBe(dark)
    expect(light.replace(/#[0-9a-f]{6}/g, '')).toBe(dark.replace(/#[0-9a-f]{6}/g, ''))
    expect(light).toContain(palettes.light.accentFill)
  })

  it('of a fishbone has every cause in it, and the scene is one the core takes', () => {
    const causes = ['静电吸盘夹持力不足', 'Recipe <v7> loaded'].map((text, i) => ({
      id: `c${i}`,
      text,
      children: [],
      state: 'verified' as const
    }))
    const { scene } = drawFishbone(
      { id: 'e', text: '良率下降' },
      [{ id: 'k', text: '机', children: causes }],
      roughMeasure
    )
    expect(schema.parse(scene)).toEqual(scene)
    const { texts } = read(sceneToSvg(scene, { title: 't' }))
    for (const text of ['良率下降', '机', ...causes.map(one => one.text)]) expect(texts).toContain(text)
    expect(scene.items.filter(item => item.kind === 'mark').map(item => item.mark)).toEqual([
      'verified',
      'verified'
    ])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsvTree, writeCsvTree } from '@contract/diagram/text/csv'
import { readList, writeList } from '@contract/diagram/text/list'
import { readIshikawa, writeIshikawa, writeMindmap } from '@contract/diagram/text/mermaid'
import { formOf, readTrees } from '@contract/diagram/text/read'
import type { TextTree } from '@contract/diagram/text/tree'

/** A tree as nested arrays: [text, ...children]; a text alone is a leaf. */
type Short = string | readonly [string, ...Short[]]
const tree = (short: Short): TextTree =>
  typeof short === 'string'
    ? { text: short, children: [] }
    : { text: short[0], children: short.slice(1).map(child => tree(child)) }
const trees = (...all: readonly Short[]): readonly TextTree[] => all.map(tree)

const words = fc
  .string({
    unit: fc.constantFrom(
      ...Array.from('晶圆ab 1.2、-*#&<>"`%;,=+@\'|：（）[]{}\t'),
      'ishikawa',
      'style x:#a;',
      '%%',
      '<br/>',
      '#35;',
      '---',
      '1. '
    ),
    minLength: 1,
    maxLength: 12
  })
  .map(text => text.trim())
const lineTexts = words.filter(text => text !== '')
const anyTexts = fc.oneof(
  words,
  fc.tuple(words, words).map(([a, b]) => `${a}\n${b}`.trim())
)

/** Random trees: each node hangs on one before it. */
const forests = (texts: fc.Arbitrary<string>) =>
  fc
    .array(fc.record({ text: texts, parent: fc.double({ min: 0, max: 0.999, noNaN: true }) }), {
      maxLength: 25
    })
    .map(seeds => {
      const nodes = seeds.map(({ text }) => ({ text, children: [] as TextTree[] }))
      return nodes.filter((node, i) => {
        const at = Math.floor((seeds[i]?.parent ?? 0) * (i + 1)) - 1
        nodes[at]?.children.push(node)
        return at < 0
      })
    })

const fault = (run: () => unknown): unknown => {
  try {
    return run()
  } catch (error) {
    return error
  }
}

/** A chain so deep that recursion would end it. */
function chain(depth: number): TextTree {
  let node: TextTree = { text: 'x', children: [] }
  for (let i = 1; i < depth; i++) node = { text: 'x', children: [node] }
  return node
}

const depthOf = (one: TextTree): number => {
  let depth = 0
  for (let at: TextTree | undefined = one; at !== undefined; at = at.children[0]) depth++
  return depth
}

describe('an indented list', () => {
  it('goes out and comes back as it was', () => {
    fc.assert(
      fc.property(forests(lineTexts), forest => {
        expect(readList(writeList(forest))).toEqual(forest)
      })
    )
    expect(readList(writeList(trees(['a\nb', 'c'])))).toEqual(trees(['a b', 'c']))
    expect(writeList([])).toBe('')
  })

  it.each<readonly [string, string, readonly Short[]]>([
    ['tabs', '设备\n\t吸盘\n\t\t磨损\n材料', [['设备', ['吸盘', '磨损']], '材料']],
    ['blanks of any width', 'a\n   b\n     c\n   d', [['a', ['b', 'c'], 'd']]],
    ['full-width blanks', '设备\n　吸盘\n　　磨损', [['设备', ['吸盘', '磨损']]]],
    ['tabs and blanks mixed', 'a\n    b\n\tc', [['a', 'b', 'c']]],
    ['signs', '- a\n  * b\n  • c\n+ d\n·　e', [['a', 'b', 'c'], 'd', 'e']],
    ['numbers', '1. a\n   1) b\n2、c\n（3）d\n④ e\n一、f', [['a', 'b'], 'c', 'd', 'e', 'f']],
    [
      'numbers of levels',
      '1 设备\n1.1 吸盘\n1.1.1 磨损\n1.2 气体\n2 材料',
      [['设备', ['吸盘', '磨损'], '气体'], '材料']
    ],
    [
      'figures that are no numbers of items',
      '3.3 V rail low\n5 % loss\n-5 V rail\n1.8V',
      ['3.3 V rail low', '5 % loss', '-5 V rail', '1.8V']
    ],
    ['blank lines, a byte order mark and any line ends', '\uFEFFa\r\n\r\n  b\r  c\n\n', [['a', 'b', 'c']]],
    ['a first line further in than the next', '    a\n  b\n    c', ['a', ['b', 'c']]],
    ['nothing', ' \n\t\n', []]
  ])('reads %s', (_, text, wanted) => {
    expect(readList(text)).toEqual(trees(...wanted))
  })

  it('says where a text is too long, and when there are too many', () => {
    expect(fault(() => readList(`a\n${'x'.repeat(2001)}`))).toMatchObject({
      fault: { key: 'outline.tooLong', details: { line: 2 } }
    })
    expect(fault(() => readList('a\n'.repeat(20_001)))).toMatchObject({ fault: { key: 'outline.tooMany' } })
  })
})

describe('a tree in CSV', () => {
  it('goes out and comes back as it was', () => {
    fc.assert(
      fc.property(forests(anyTexts), forest => {
        expect(readCsvTree(writeCsvTree(forest))).toEqual(forest)
      })
    )
  })

  it('never begins a cell as a formula', () => {
    expect(writeCsvTree(trees('=1+1', '@x', ' -y'))).toBe("\uFEFFlevel,text\r\n1,'=1+1\r\n1,'@x\r\n1,'-y\r\n")
  })

  it.each<readonly [string, string, readonly Short[]]>([
    [
      'columns of levels',
      '设备,吸盘,磨损\n设备,吸盘,污染\n设备,气体\n材料',
      [['设备', ['吸盘', '磨损', '污染'], '气体'], '材料']
    ],
    [
      'blank cells as above',
      'Category,Cause,Sub-cause\nMachine,,\n,Chuck,\n,,Worn\n,Gas,\nMaterial,,',
      [['Machine', ['Chuck', 'Worn'], 'Gas'], 'Material']
    ],
    ['rows that repeat what is above', '类别;原因\n人;培训\n人;疲劳', [['人', '培训', '疲劳']]],
    [
      'what a spreadsheet gives',
      '设备\t吸盘\n\t气体\n材料\t"批 ""R-7"""',
      [
        ['设备', '吸盘', '气体'],
        ['材料', '批 "R-7"']
      ]
    ],
    ['level and text', 'Level,Text\n1,a\n2,b\n3,c\n2,d', [['a', ['b', 'c'], 'd']]],
    [
      'id, parent and text, in any order',
      '编号,上级,内容\n2,1,吸盘\n1,,设备\n3,2,磨损',
      [['设备', ['吸盘', '磨损']]]
    ],
    ['parents by name', 'name,parent\na,\nb,a\nc,b', [['a', ['b', 'c']]]]
  ])('reads %s', (_, text, wanted) => {
    expect(readCsvTree(text)).toEqual(trees(...wanted))
  })

  it.each([
    ['a,"b\nc', 'outline.csvQuote', { line: 1 }],
    ['level,text\n1,a\nx,b', 'outline.csvLevel', { line: 3 }],
    ['id,parent,text\n1,,a\n2,9,b', 'outline.csvParent', { line: 3, name: '9' }],
    ['id,parent,text\n1,,a\n1,,b', 'outline.csvTwice', { line: 3, name: '1' }],
    ['id,parent,text\n1,,a\n2,3,b\n3,2,c', 'outline.csvRound', { line: 3, name: '2' }]
  ] as const)('refuses %j', (text, key, details) => {
    expect(fault(() => readCsvTree(text))).toMatchObject({ fault: { key, details } })
  })
})

describe('ishikawa-beta', () => {
  it('goes out and comes back as it was', () => {
    fc.assert(
      fc.property(forests(anyTexts), anyTexts, (children, text) => {
        const effect = { text, children }
        expect(readIshikawa(writeIshikawa(effect))).toEqual(effect)
      })
    )
  })

  it('is written so that Mermaid reads no line as anything else', () => {
    fc.assert(
      fc.property(forests(anyTexts), children => {
        const [heading, ...lines] = writeIshikawa({ text: 'Ishikawa', children }).trimEnd().split('\n')
        expect(heading).toBe('ishikawa-beta')
        for (const line of lines) {
          expect(line).not.toMatch(/^\s*(?:%%|ishikawa)/iu)
          expect(line).not.toMatch(/%%|["`]|^\s*$/u)
          expect(line.replaceAll('<br/>', '')).not.toMatch(/[<>]/)
        }
      })
    )
  })

  it.each<readonly [string, string, Short]>([
    [
      'the example of its makers',
      'ishikawa-beta\n    Blurry Photo\n        Process\n            Out of focus\n        User\n            Shaky hands\n',
      ['Blurry Photo', ['Process', 'Out of focus'], ['User', 'Shaky hands']]
    ],
    [
      'an effect that is not indented',
      'ishikawa-beta\nProblem\nCause A\n  Subcause A1\nCause B\n',
      ['Problem', ['Cause A', 'Subcause A1'], 'Cause B']
    ],
    [
      'a fence, front matter, comments and the older heading',
      '```mermaid\n---\ntitle: x\n---\n%% note\nISHIKAWA\n  良率下降\n  %% note\n    设备\n\n```\nafter',
      ['良率下降', '设备']
    ],
    ['entities and line breaks', 'ishikawa-beta\n a#lt;b<br>c #35;1 #unknown; #0;', 'a<b\nc #1 #unknown; #0;']
  ])('reads %s', (_, text, wanted) => {
    expect(readIshikawa(text)).toEqual(tree(wanted))
  })

  it('refuses what is none, with the line', () => {
    expect(fault(() => readIshikawa('\n%% x\ngraph TD\n a'))).toMatchObject({
      fault: { key: 'outline.notIshikawa', details: { line: 3 } }
    })
    expect(fault(() => readIshikawa('ishikawa-beta\n\n'))).toMatchObject({ fault: { key: 'outline.empty' } })
    expect(fault(() => readIshikawa(''))).toMatchObject({
      fault: { key: 'outline.notIshikawa', details: { line: 1 } }
    })
  })
})

describe('a mindmap', () => {
  it('has every text in quotes, with nothing in it that would end them', () => {
    const text = writeMindmap(tree(['为什么 "A"？', ['b\n[c]', '`d`']]))
    expect(text).toBe('mindmap\n  n0["为什么 #quot;A#quot;？"]\n    n1["b<br/>[c]"]\n      n2["#96;d#96;"]\n')
  })
})

describe('a pasted text', () => {
  it.each([
    ['ishikawa-beta\n a', 'ishikawa'],
    ['```mermaid\nishikawa\n a', 'ishikawa'],
    ['- 设备，吸盘\n  - 气体', 'list'],
    ['设备\n\t吸盘', 'list'],
    ['设备\t吸盘', 'csv'],
    ['a,b\nc,d', 'csv'],
    ['one, two\nthree', 'list'],
    ['level,text\n1,a', 'csv'],
    ['Ishikawa diagrams help', 'ishikawa']
  ] as const)('%j is a %s', (text, form) => {
    if (text === 'Ishikawa diagrams help')
      expect(readTrees('Ishikawas\n help')).toEqual(trees(['Ishikawas', 'help']))
    else expect(formOf(text)).toBe(form)
  })

  it('is read as what it is', () => {
    expect(readTrees('ishikawa-beta\n a\n  b')).toEqual(trees(['a', 'b']))
    expect(readTrees('a,b\na,c')).toEqual(trees(['a', 'b', 'c']))
    expect(readTrees('a\n  b')).toEqual(trees(['a', 'b']))
  })
})

it('trees may be deeper than a stack', () => {
  const deep = chain(12_000)
  expect(depthOf(readCsvTree(writeCsvTree([deep]))[0] ?? deep)).toBe(12_000)
  const [list] = readList(Array.from({ length: 3000 }, (_, i) => `${'\t'.repeat(i)}x`).join('\n'))
  expect(depthOf(list ?? deep)).toBe(3000)
})

import { type DiagramNode } from '../../preload/contract/diagram/node'
import { complaintsOf, expect, expectAccessible, goTo, openPage, test } from './harness'
import { IsNotPage } from './pages/isNotPage'

test.use({ site: 'is-not' })

const object = 'What object has the defect?'
const zone = 'Where on the object (wafer zone, die, pin)?'
const first = 'When was it seen first?'

const node = (id: string, type: string, parent: string | null, rank: string, data: DiagramNode['data']) => ({
  id,
  type,
  parent,
  rank,
  data
})

test('theories of a fishbone are held against the facts, and two people see each other at work', async ({
  browser,
  host
}) => {
  const { id: caseId } = await host.call('cases.add', { title: 'Edge dies fail bin 5' })
  await host.call('rca.create', {
    kind: 'fishbone',
    title: 'Edge ring',
    caseId,
    nodes: [
      node('head', 'effect', null, 'V', { text: 'Edge dies fail' }),
      node('bone', 'category', 'head', 'V', { key: 'equipment' }),
      node('c1', 'cause', 'bone', 'G', { text: 'Edge ring worn' }),
      node('c2', 'cause', 'bone', 'V', { text: 'Pump oil' })
    ]
  })
  const row = (id: string, dimension: string, key: string) => node(id, 'row', null, id, { dimension, key })
  const { id } = await host.call('rca.create', {
    kind: 'isNot',
    title: 'What it is and is not',
    caseId,
    nodes: [
      node('p', 'problem', null, 'V', { text: 'Edge dies fail bin 5' }),
      row('A', 'what', 'whatObject'),
      row('B', 'where', 'whereOnObject'),
      row('C', 'when', 'whenFirst')
    ]
  })
  const [page, other] = await Promise.all([
    openPage(browser, host),
    openPage(browser, host, { language: 'zh-CN', scheme: 'dark' })
  ])
  await Promise.all([goTo(page, `/studio/${id}`), goTo(other, `/studio/${id}`)])
  const matrix = new IsNotPage(page)

  await matrix.type(object, 'Is', 'Product A')
  await matrix.type(zone, 'Is', 'Edge')
  await matrix.type(zone, 'Is not, but could be', 'Centre')
  // The other window shows it without being asked.
  await expect(
    other.getByRole('textbox', { name: '在对象的哪个部位（晶圆区域、芯片、引脚）？: 非（本可能是）' })
  ).toHaveValue('Centre')
  await other.getByRole('textbox', { name: '首次发现在何时？: 是', exact: true }).fill('五月起')
  await other.keyboard.press('Enter')
  await expect(matrix.cell(first, 'Is')).toHaveValue('五月起')

  await page.getByRole('button', { name: 'Take theories from causes' }).click()
  await page.getByRole('checkbox', { name: /Edge ring worn/ }).check()
  await page.getByRole('checkbox', { name: /Pump oil/ }).check()
  await page.getByRole('button', { name: 'Take 2 theories' }).click()
  await matrix.judge(object, 'Pump oil', '1')
  await matrix.judge(zone, 'Pump oil', '2')
  await matrix.judge(object, 'Edge ring worn', '1')
  await matrix.judge(zone, 'Edge ring worn', '1')
  await matrix.judge(first, 'Edge ring worn', '3')
  await page.keyboard.type('the ring was changed in May')
  await page.keyboard.press('Enter')
  // The keys stay where one judges.
  await expect(page.getByRole('button', { name: `${first}: Edge ring worn` })).toBeFocused()
  await expect(matrix.ranking.getByRole('listitem')).toHaveText([
    /#1\s*Edge ring worn.*2 explained · 1 only if.*the ring was changed in May/,
    /#2\s*Pump oil.*Does not explain Where: Where on the object/
  ])
  await expectAccessible(page)
  await expectAccessible(other)

  await page.reload()
  await expect(matrix.ranking.getByRole('listitem').first()).toContainText('Edge ring worn')
  await expect(other.getByRole('listitem').filter({ hasText: '仅当 the ring' })).toHaveCount(1)
  // The cause knows what was made of it.
  const { rows } = await host.call('rca.list', { caseId, kind: 'fishbone' })
  const { connections } = await host.call('rca.connections', { id: rows[0]?.id ?? '' })
  expect(connections.map(one => [one.nodeId, one.relation, one.other.text])).toEqual(
    expect.arrayContaining([['c1', 'source', 'Edge ring worn']])
  )
  // Undo goes back over the reload, step by step, to the two theories alone.
  for (let n = 0; n < 5; n++) await page.keyboard.press('Control+z')
  await expect(
    matrix.ranking.getByText('0 explained · 0 only if · 0 not explained · 3 not tested')
  ).toHaveCount(2)
  expect([...complaintsOf(page), ...complaintsOf(other)]).toEqual([])
})

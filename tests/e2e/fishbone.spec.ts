import { complaintsOf, expect, expectAccessible, goTo, openPage, test } from './harness'
import { FishbonePage } from './pages/fishbonePage'

test.use({ site: 'fishbone' })

const list = [
  'Storage room',
  '  Humidity above 60 %',
  '  No dry cabinet',
  'Bag sealed late',
  '  Shift change 交接'
]

test('causes from a list are found, rated, proven and told on all sides; an older version comes back', async ({
  browser,
  host
}) => {
  const { id: caseId } = await host.call('cases.add', { title: 'Pins corroded after storage' })
  await host.call('evidence.pin', { caseId, kind: 'table', title: 'Failing parts by lot', n: 12 })
  const page = await openPage(browser, host)
  await goTo(page, `/cases/${caseId}/studio`)
  await page.getByRole('button', { name: /^New fishbone/ }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'New fishbone' })
  await expect(dialog.getByRole('textbox', { name: 'Title' })).toBeFocused()
  await page.keyboard.press('Enter')
  const fish = new FishbonePage(page)
  await fish.row('Handling').click()
  await page.getByRole('button', { name: 'Import causes' }).click()
  await page.getByRole('textbox', { name: 'Text to import' }).fill(list.join('\n'))
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(fish.saved).toBeVisible()
  const made = async () => (await host.call('rca.list', { caseId })).rows[0]
  await expect.poll(async () => (await made())?.nodes).toBe(16)
  const id = (await made())?.id ?? ''

  await fish.find('dry cab')
  await fish.prove('Verified root cause', 'Failing parts by lot', 'Only lots of this room fail')
  await expect(page.getByText('Only lots of this room fail')).toBeVisible()
  // Lots that nobody here knows are said to be so.
  await page.getByRole('button', { name: 'Link evidence' }).click()
  await page.getByRole('tab', { name: 'Lots' }).click()
  await page.getByRole('textbox', { name: 'Or paste lot numbers' }).fill('nonsense, 垃圾')
  await page.keyboard.press('Enter')
  const lots = page.getByRole('dialog', { name: 'Evidence for' })
  await expect(lots.getByText('垃圾 · not known here')).toBeVisible()
  await expect(lots.getByRole('status')).toContainText('by themselves they prove nothing')
  await page.getByRole('button', { name: 'Link', exact: true }).click()
  await expect(page.getByText('nonsense · not known here')).toBeVisible()
  // What is shown of a cause is found as well: its state, a category's name.
  await fish.find('reticle')
  await expect(fish.row('Reticle')).toHaveAttribute('aria-selected', 'true')
  await fish.find('verified root')
  await expect(fish.row('No dry cabinet')).toHaveAttribute('aria-selected', 'true')
  await page.getByRole('radiogroup', { name: 'Likelihood' }).getByText('4').click()
  await page.getByRole('radiogroup', { name: 'Impact' }).getByText('5').click()
  await page.getByRole('button', { name: '0 votes' }).click()
  await expect(page.getByText('4 × 5 = 20 of 25')).toBeVisible()
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Ranking').click()
  const first = page.getByRole('grid', { name: 'Ranking' }).getByRole('row').nth(1)
  await expect(first).toContainText('No dry cabinet')
  await expect(first).toContainText('Handling › Storage room')
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Make of it' }).click()
  await page.getByRole('menuitem', { name: 'A verification task' }).click()
  await page.getByRole('button', { name: 'Make it' }).click()
  await expect(page.getByRole('region', { name: 'Leads to' }).getByRole('link')).toHaveText(
    'Verify: No dry cabinet'
  )
  await goTo(page, `/cases/${caseId}/tasks`)
  await expect(page.getByRole('link', { name: 'from the cause No dry cabinet' })).toBeVisible()
  await goTo(page, `/cases/${caseId}/evidence`)
  await expect(page.getByRole('list', { name: 'Evidence of' })).toContainText('No dry cabinet')
  // What alone proves it stays.
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  const removal = page.getByRole('dialog')
  await expect(removal.getByRole('alert')).toContainText('No dry cabinet')
  await expect(removal.getByRole('button', { name: 'Remove', exact: true })).toBeDisabled()
  await page.keyboard.press('Escape')
  await goTo(page, `/cases/${caseId}/timeline`)
  const told = page.getByRole('listitem').filter({ hasText: 'more steps' })
  await told.getByRole('button', { name: /more steps/ }).click()
  await expect(told).toContainText('“No dry cabinet”: Verified root cause')

  await fish.open(id)
  await page.getByRole('button', { name: 'History' }).click()
  await page.getByRole('button', { name: /^Diagram made/ }).click()
  await expect(fish.row('No dry cabinet')).toHaveCount(0)
  await page.getByRole('button', { name: 'Restore this version' }).click()
  await expect.poll(async () => (await host.call('rca.get', { id })).nodes.length).toBe(11)
  await page.getByRole('button', { name: 'Undo: Restore version 1' }).click()
  await expect(fish.row('No dry cabinet')).toBeVisible()
  expect(complaintsOf(page)).toEqual([])
})

test('a case that speaks of ESD starts from its template, which the site can make its own', async ({
  browser,
  host
}) => {
  const { id: caseId } = await host.call('cases.add', { title: '输入引脚静电损伤' })
  const page = await openPage(browser, host, { language: 'zh-CN', scheme: 'dark' })
  await goTo(page, `/cases/${caseId}/studio`)
  await page.getByRole('button', { name: /^新建鱼骨图/ }).click()
  await expect(page.getByText('根据案件内容推断：其中提到“静电”')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: '编辑模板' }).click()
  await expect(page.getByText('模板，适用于：静电或过电损伤')).toBeVisible()
  const { rows } = await host.call('rca.list', { templates: true })
  expect(rows.map(row => row.templateFor)).toEqual(['EL.EIPD'])
  // The site's own template starts a diagram, and a diagram becomes a template.
  await goTo(page, `/cases/${caseId}/studio`)
  await page.getByRole('button', { name: /^新建鱼骨图/ }).click()
  await page.getByRole('textbox', { name: '标题' }).press('Enter')
  await expect.poll(async () => (await host.call('rca.list', { caseId })).rows[0]?.nodes).toBe(rows[0]?.nodes)
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('menuitem', { name: '另存为模板' }).click()
  await page.getByRole('button', { name: '保存' }).click()
  await expect.poll(async () => (await host.call('rca.list', { templates: true })).total).toBe(2)
  // It leads to the template, which is to be changed now.
  await expect(page).toHaveURL(/#\/studio\/./)
  await goTo(page, '/studio')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('根因分析')
  await expectAccessible(page)
  expect(complaintsOf(page)).toEqual([])
})

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { complaintsOf, expect, expectAccessible, goTo, openPage, test } from './harness'
import { CasePage } from './pages/casePage'
import { FaultTreePage } from './pages/faultTreePage'
import { ImportPanel } from './pages/measurements'
import { plantedWafer } from './pages/planted'
import { StudioPage } from './pages/studioPage'
import { Workbench } from './pages/workbench'

test.use({ site: 'studio' })

const causes = Array.from({ length: 30 }, (_, i) => `cause ${String(i + 1)}`)

test('thirty causes by keyboard, one verified by an imported lot, computed as a fault tree, undone to nothing', async ({
  browser,
  host
}) => {
  test.setTimeout(180_000)
  const file = join(host.folder, 'EX-RING-1_W1.stdf')
  await mkdir(host.folder, { recursive: true })
  await writeFile(file, plantedWafer({ wafer: 1 }))
  const { id } = await host.call('cases.add', { title: 'Low yield after probe' })
  const page = await openPage(browser, host)
  const workspace = new CasePage(page)
  await workspace.open(id, 'data')
  const imports = new ImportPanel(page)
  await imports.choose([file])
  await imports.expectState('EX-RING-1_W1.stdf', 'Read')

  // The Pareto of the lot goes to the case.
  await page.getByRole('grid', { name: 'Measurements' }).focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: /Open .*in workbench/ }).click()
  const bench = new Workbench(page)
  await bench.panel('Pareto')
  await bench.pin(/^Pin to a case: Pareto of hard bins/, 'What the ring fails')

  // A fishbone of thirty causes, typed.
  const studio = new StudioPage(page)
  await goTo(page, `/cases/${id}/studio`)
  await studio.make('Fishbone', 'Why does the ring fail?')
  await studio.outline.focus()
  const bones = ['Equipment', 'Recipe', 'Material and wafer', 'Metrology', 'Environment', 'People and shift']
  for (const [i, bone] of bones.entries()) {
    await studio.goToRow(bone)
    await page.keyboard.press('Tab')
    for (const text of causes.slice(5 * i, 5 * i + 5)) {
      await page.keyboard.type(text)
      await page.keyboard.press('Enter')
    }
    // An empty line ends the writing.
    await page.keyboard.press('Enter')
  }
  const nodes = async (): Promise<number> => {
    const [first] = (await host.call('rca.list', { caseId: id, kind: 'fishbone' })).rows
    return first?.nodes ?? 0
  }
  await expect.poll(nodes).toBe(41)
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  await expectAccessible(page)

  // Verified: it asks for evidence, and the lot's Pareto is at hand.
  await studio.goToRow('cause 1')
  await studio.verify('follows the ring', 'What the ring fails')
  await expect(studio.row('cause 1')).toContainText('cause 1')
  await expect.poll(async () => (await host.call('rca.list', { caseId: id })).rows[0]?.verified).toBe(1)

  // A test of the lot, with its limits and figures as they are now.
  await page.getByRole('button', { name: 'Link evidence' }).click()
  await page.getByRole('tab', { name: 'Test result' }).click()
  await page.getByRole('dialog').getByRole('checkbox').first().check()
  await page.getByRole('button', { name: 'Link', exact: true }).click()
  const beside = page.getByRole('region', { name: 'Evidence', exact: true })
  await expect(beside.getByText(/limits .* n = \d+ .* fail .* Ppk/)).toBeVisible()

  // The fault tree of it, and its figures.
  await studio.goToRow('Why does the ring fail?')
  await studio.makeTree('Tree of the ring')
  const { rows } = await host.call('rca.list', { caseId: id })
  expect(rows.map(row => row.kind).toSorted()).toEqual(['faultTree', 'fishbone'])
  const tree = rows.find(row => row.kind === 'faultTree')
  const fishbone = rows.find(row => row.kind === 'fishbone')
  await goTo(page, `/studio/${tree?.id ?? ''}`)
  const computed = new FaultTreePage(page)
  await computed.panel('Results')
  await computed.panel('Cut sets')
  await expect(page.getByRole('grid', { name: 'Cut sets' })).toHaveAttribute('aria-rowcount', '31')

  // All of it in the case's timeline.
  await goTo(page, `/cases/${id}/timeline`)
  for (const words of ['What the ring fails', 'Why does the ring fail?', 'Tree of the ring'])
    await expect(page.getByText(words).first()).toBeVisible()

  // Reloaded: everything is there. Undone: nothing but what it started with.
  await goTo(page, `/studio/${fishbone?.id ?? ''}`)
  await page.reload()
  await expect(studio.row('cause 1')).toBeVisible()
  await expect.poll(nodes).toBe(43)
  await studio.undoAll()
  await expect.poll(nodes).toBe(11)
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled()
  expect(complaintsOf(page)).toEqual([])
})

import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { complaintsOf, expect, expectAccessible, goTo, openPage, test } from './harness'
import { dropFiles } from './pages/dropFiles'

test.use({ site: 'hand-over' })

test('forty files dropped and walked away from end well, and what cannot be read is told', async ({
  browser,
  host
}) => {
  const page = await openPage(browser, host)
  await goTo(page, '/import')
  const lot = join(host.folder, 'lot 7')
  await mkdir(join(lot, 'wafer 1'), { recursive: true })
  const inside = Array.from({ length: 20 }, (_, i) => join(lot, i < 15 ? 'wafer 1' : '', `in-${i}.txt`))
  const loose = Array.from({ length: 20 }, (_, i) => join(host.folder, `loose-${i}.txt`))
  for (const path of [...inside, ...loose]) await writeFile(path, `words of ${path}`)
  await writeFile(join(lot, 'Thumbs.db'), 'of the system')
  const gone = [3, 11, 19].map(i => join(host.folder, `loose-${i}.txt`))
  // Somebody tidies up while the files are still in the air.
  await dropFiles(page, [lot, ...loose], () => Promise.all(gone.map(path => rm(path))))
  await goTo(page, '/cases')

  const tray = page.getByRole('region', { name: 'Files on their way' })
  // Each of them is on the disk for certain before it counts.
  await expect(tray.getByText(/^37 of 40 files handed over\. 1 file of the system/)).toBeVisible({
    timeout: 60_000
  })
  expect((await host.call('instruments.imports', {})).total).toBe(37)
  await tray.getByRole('button', { name: '3 not taken' }).click()
  const lines = tray.getByRole('listitem')
  await expect(lines).toHaveText([/^loose-3\.txt/, /^loose-11\.txt/, /^loose-19\.txt/])
  await expect(lines.first()).toContainText('The file could not be read to its end.')
  await expectAccessible(page)

  // What comes back is taken; the rest stays on the list.
  await writeFile(gone[1] ?? '', 'there again')
  await tray.getByRole('button', { name: 'Try again: loose-11.txt' }).click()
  await expect(lines).toHaveText([/^loose-3\.txt/, /^loose-19\.txt/])
  await expect(tray.getByText(/^38 of 40 files handed over/)).toBeVisible()
  await tray.getByRole('button', { name: 'Close' }).click()
  await expect(tray).toBeHidden()

  const { rows } = await host.call('instruments.imports', { limit: 100 })
  const names = rows.map(row => row.name)
  expect(new Set(names).size).toBe(38)
  expect(names).toContain('loose-11.txt')
  expect(names).toContain('in-14.txt')
  await expect
    .poll(async () => (await host.call('jobs.list', { active: true, limit: 100 })).jobs.length)
    .toBe(0)
  expect(complaintsOf(page)).toEqual([])
})

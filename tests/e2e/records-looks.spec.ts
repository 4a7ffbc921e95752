import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { complaintsOf, expect, expectAccessible, goTo, openPage, root, test } from './harness'
import { type Records, seedRecords } from './pages/recordsSeed'

test.use({ site: 'records-looks' })

let seed: Records

test.beforeAll(async ({ host }) => {
  seed = await seedRecords(host)
  const { jobId } = await host.call('store.check', {})
  await expect.poll(async () => (await host.call('jobs.get', { id: jobId })).state).toBe('done')
})

/** Screens with the text key of their heading. */
const screens = (): readonly (readonly [route: string, heading: string])[] => [
  ['/customers', 'intake:customers.title'],
  [`/customers/${seed.customer.id}`, 'intake:customers.title'],
  ['/products/new', 'trace:products.title'],
  [`/products/${seed.product.id}`, 'trace:products.title'],
  [`/lots/${seed.lot.id}`, 'trace:lots.title'],
  ['/suppliers', 'trace:suppliers.title'],
  ['/complaint-classes/class-EL-CONT', 'intake:complaintClasses.title'],
  ['/complaints', 'intake:complaints.title'],
  [`/complaints/${seed.complaint.id}`, ''],
  ['/complaints/new', 'intake:complaints.add'],
  ['/search', 'search:title'],
  ['/search?q=漏电', 'search:title'],
  ['/jobs', 'jobs:title'],
  ['/audit?entry=5', 'audit:title'],
  ['/admin/store', 'backup:title']
]

type Texts = { readonly [key: string]: string | Texts }

/** A text of the product, `jobs:title`. */
async function textOf(language: string, key: string): Promise<string> {
  const [namespace = '', path = ''] = key.split(':')
  let found: string | Texts | undefined = JSON.parse(
    await readFile(join(root, 'resources/locales', language, `${namespace}.json`), 'utf8')
  ) as Texts
  for (const part of path.split('.')) found = typeof found === 'object' ? found[part] : undefined
  if (typeof found !== 'string') throw new Error(`no text ${key}`)
  return found
}

// Every screen in either language and in either scheme: contrast does not know what language it is of, and names
// and structure do not know the scheme.
for (const [language, scheme] of [
  ['en', 'light'],
  ['zh-CN', 'dark']
] as const) {
  test(`records, audit and store are accessible: ${language}, ${scheme}`, async ({ browser, host }) => {
    test.setTimeout(180_000)
    const page = await openPage(browser, host, { language, scheme })
    for (const [route, key] of screens()) {
      const name = key === '' ? seed.complaint.title : await textOf(language, key)
      await goTo(page, route)
      // To the letter: one heading may begin with another, and the screen before stands until this one is there.
      const heading = page.getByRole('heading', { level: 1, name, exact: key !== '' })
      await expect(heading).toBeVisible()
      await expect(page.locator('[aria-busy="true"][role="status"]')).toHaveCount(0)
      await test.step(route, () => expectAccessible(page))
    }
    expect(complaintsOf(page)).toEqual([])
  })
}

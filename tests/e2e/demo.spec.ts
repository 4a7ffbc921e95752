import { complaintsOf, expect, expectAccessible, goTo, openFresh, startLauncher, test } from './harness'
import { SetPage } from './pages/measurements'

test.use({ site: 'demo' })

test('a newcomer makes the demo fab, is led through it by keyboard, and makes it anew', async ({
  browser
}) => {
  test.setTimeout(240_000)
  const host = await startLauncher()
  try {
    const page = await openFresh(browser, host)
    const strip = page.getByRole('complementary', { name: 'Demo store' })
    const make = page.getByRole('button', { name: 'Make and open the demo' })
    // A page that is not drawn yet has no strip either, and neither heading nor landmarks.
    await expect(make).toBeVisible()
    await expect(strip).toHaveCount(0)
    await expectAccessible(page)
    await make.click()
    await expect(page.getByRole('status').getByText(/^(Making people|Living through)/)).toBeVisible()

    // Signing in says what it is, and with which passwords.
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible({ timeout: 60_000 })
    await expect(strip).toContainText('Everything in this store is invented')
    const people = page.getByRole('group', { name: 'People of the demo' })
    await expect(people.getByRole('button')).toHaveCount(4)
    await expect(people).toContainText('seven quiet reticles')
    await expectAccessible(page)
    await people.getByRole('button', { name: /^.*Engineer/ }).click()

    const offer = page.getByRole('dialog', { name: 'A tour of ten steps?' })
    await expect(offer.getByRole('button', { name: 'Start the tour' })).toBeFocused()
    await page.keyboard.press('Enter')

    // Ten steps by keyboard alone, each with its light on something that is there.
    const card = page.getByRole('dialog')
    const light = page.locator('[data-tour-light]')
    const step = async (at: number, title: string, address: RegExp): Promise<void> => {
      await expect(card).toContainText(`${at} of 10`)
      await expect(card.getByRole('heading')).toHaveText(title)
      await expect(page).toHaveURL(address)
      await expect(light).toBeVisible()
      await expect(card.getByRole('button', { name: at === 10 ? 'Finish' : 'Next' })).toBeFocused()
    }
    await step(1, 'The customer’s words are evidence', /#\/complaints\//)
    await expectAccessible(page)
    // The keyboard stays in the card.
    for (let i = 0; i < 5; i++) await page.keyboard.press('Tab')
    await expect(card.locator(':focus')).toHaveCount(1)
    await page.keyboard.press('ArrowRight')
    await step(2, 'One case for one cause', /#\/cases\//)
    await page.keyboard.press('ArrowLeft')
    await step(1, 'The customer’s words are evidence', /#\/complaints\//)
    await page.keyboard.press('Enter')
    await step(2, 'One case for one cause', /#\/cases\//)

    // Left with Esc, kept over a reload, taken up again from the strip.
    await page.keyboard.press('Escape')
    await expect(card).toHaveCount(0)
    await page.reload()
    await strip.getByRole('button', { name: 'Go on with the tour (2 of 10)' }).click()
    await step(2, 'One case for one cause', /#\/cases\//)
    await page.reload()
    await step(2, 'One case for one cause', /#\/cases\//)
    await page.keyboard.press('Enter')
    await step(3, 'Drop files, get measurements', /#\/cases\/.*\/data/)
    await page.keyboard.press('Enter')
    await step(4, 'The wafer tells where', /#\/sets\//)
    await expect(page.getByText(/^737 dies/)).toBeVisible()
    await page.keyboard.press('Enter')
    await step(5, 'The histogram tells how', /#\/sets\/.*tab=tests/)
    await expect(page.getByText('6001 RDSON_HS1')).toBeVisible()

    // Tried on the screen itself, then back.
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Shift+Tab')
    await expect(card.getByRole('button', { name: 'Try it here' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(card).toHaveCount(0)
    await expect(page.getByRole('complementary', { name: '5 of 10' })).toContainText('RDSON_LS1')
    await page.keyboard.press('Alt+t')
    await step(5, 'The histogram tells how', /#\/sets\/.*tab=tests/)
    await page.keyboard.press('Enter')
    await step(6, 'Draw around what you see', /#\/data\?.*p=map/)
    await page.keyboard.press('Enter')
    await step(7, 'Pin it to the case', /#\/data\?.*p=pareto/)
    await page.keyboard.press('Enter')
    await step(8, 'What the inspection saw', /#\/defects\/.*tab=overlay/)
    await expect(page.getByText('Dies with defects fail more often')).toBeVisible()
    await page.keyboard.press('Enter')
    await step(9, 'From cause to proof', /#\/actions/)
    await page.keyboard.press('Enter')
    // Its search box takes the keyboard when it opens; the card has it again.
    await step(10, 'Find anything by any word', /#\/search/)
    await expectAccessible(page)
    await page.keyboard.press('Enter')
    await expect(card).toHaveCount(0)
    await expect(page.getByText('That was the tour')).toBeVisible()

    // What is saved out of a demo says so.
    const { rows } = await host.call('instruments.sets', { text: 'CP1', limit: 1 }, await tokenOf(host))
    await goTo(page, `/sets/${rows[0]?.id ?? ''}`)
    await new SetPage(page).tab('Tests')
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export', exact: true }).first().click()
    await page.getByRole('menuitem', { name: /CSV/ }).first().click()
    expect((await saving).suggestedFilename()).toMatch(/^DEMO-/)

    // Anew: confirmed once, everybody signs in again, what was done is gone.
    await host.call('cases.add', { title: 'Scribbled into the demo' }, await tokenOf(host))
    const other = await openFresh(browser, host, { token: await tokenOf(host) })
    await expect(other.getByRole('heading', { name: 'My work' })).toBeVisible()
    await expect(other).toHaveTitle('My work – FabCase DEMO')
    await strip.getByRole('button', { name: 'Make anew' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Make it anew' }).click()
    await expect(people.getByRole('button', { name: /^.*Quality lead/ })).toBeVisible({ timeout: 60_000 })
    await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    await other.close()
    await people.getByRole('button', { name: /^.*Quality lead/ }).click()
    await expect(offer).toBeVisible()
    await page.getByRole('button', { name: 'Not now' }).click()
    await goTo(page, '/cases')
    await expect(page.getByText('24 rows')).toBeVisible()
    await expect(page.getByText('Scribbled')).toHaveCount(0)
    // The tour is in the menu, and in the palette.
    await page.keyboard.press('Control+k')
    // Letters typed before the palette has the cursor would go to the page.
    await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused()
    await page.keyboard.type('Guided tour')
    await page.keyboard.press('Enter')
    await expect(card).toContainText('What customers reported')
    await page.keyboard.press('Escape')

    // A real store beside it bears no mark, and the demo is told apart from it.
    await page.getByRole('button', { name: /session, language, theme/ }).click()
    await page.getByRole('menuitem', { name: 'Close store' }).click()
    await expect(page.getByRole('button', { name: 'Open the demo' })).toBeVisible()
    await expect(page.getByRole('button', { name: /Demo fab.*Demo/ })).toBeVisible()
    await expect(strip).toHaveCount(0)
    expect(complaintsOf(page)).toEqual([])
  } finally {
    await host.close()
  }
})

async function tokenOf(host: Awaited<ReturnType<typeof startLauncher>>): Promise<string> {
  const { token } = await host.call('session.signIn', {
    login: 'lea.example',
    password: 'every gate has a key'
  })
  return token
}

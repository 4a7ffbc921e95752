import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { FabError, type Fault } from '@contract/errors'
import { workerTasks } from '../../../main/rca/worker-tasks'

/** What the import of the studio's screen asks for. */
const read = (text: string): Promise<unknown> =>
  text.trimStart().startsWith('<')
    ? workerTasks.faultTreeStudio({ name: 'faultTree.fromMef', input: { text }, seed: 's' })
    : workerTasks.faultTreeStudio({
        name: 'faultTree.fromEventsCsv',
        input: { text, nodes: [] },
        file: null,
        seed: 's'
      })

async function refusal(text: string): Promise<Fault> {
  try {
    await read(text)
  } catch (error) {
    if (error instanceof FabError) return error.fault
    throw error
  }
  throw new Error('it was read')
}

const folder = '../shared/fta/invalid'
const present = existsSync(folder)
const files = present ? readdirSync(folder).filter(file => file.endsWith('.xml')) : []

describe.skipIf(!present)(
  `models that must be refused${present ? '' : ' (skipped: they are not beside the project)'}`,
  () => {
    test('there are some', () => {
      expect(files.length).toBeGreaterThan(10)
    })

    test('a sum is told without the noise of adding', async () => {
      const { details } = await refusal(readFileSync(`${folder}/phi_ccf_wrong_sum.xml`, 'utf8'))
      expect(JSON.stringify(details['sum']).length).toBeLessThan(6)
    })

    test.each(files)('%s is refused at import, with the line', async file => {
      const fault = await refusal(readFileSync(`${folder}/${file}`, 'utf8'))
      expect(fault.key).toMatch(/^rca\./)
      expect(fault.details['at']).toBeGreaterThan(0)
    })
  }
)

describe('an import with nothing in it', () => {
  test('is refused where a model has no gate', async () => {
    expect((await refusal('<opsa-mef></opsa-mef>')).key).toBe('rca.noTop')
    const numbers =
      '<opsa-mef><model-data><define-parameter name="a"><int value="1"/></define-parameter></model-data></opsa-mef>'
    expect((await refusal(numbers)).key).toBe('rca.noTop')
  })

  test('is refused where a text is no table of events, with its first line', async () => {
    expect(await refusal('hello')).toMatchObject({ key: 'rca.noNames', details: { text: 'hello' } })
    expect(await refusal('p,rate\n0.1,')).toMatchObject({ key: 'rca.noNames', details: { text: 'p rate' } })
    expect((await refusal('x'.repeat(500))).details['text']).toHaveLength(80)
    expect((await refusal('')).key).toBe('rca.noNames')
  })

  test('has no event where a table has its headings alone', async () => {
    expect(await read('name,p\n')).toEqual({ events: [], unknown: [], errors: [] })
  })
})

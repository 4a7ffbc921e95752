import { withStore } from '../client'
import { exits, type Run } from '../run'
import { plain, tableLines } from '../table'

/** `search <store> <text>`: everything that has these words. Finding nothing is an answer, exit 0. */
export async function search(
  run: Run,
  store: string,
  text: string,
  options: { readonly kind?: readonly string[]; readonly limit: number }
): Promise<number> {
  const found = await withStore(run, store, client =>
    client.call('search.find', { text, kinds: [...(options.kind ?? [])], limit: options.limit })
  )
  await run.answer(found, () =>
    found.total === 0
      ? [run.text('search.nothing')]
      : found.groups.flatMap((group, index) => [
          ...(index === 0 ? [] : ['']),
          `${plain(group.kind)} (${group.total})`,
          ...tableLines(
            [
              { title: run.text('case.title'), value: hit => hit.title, most: 50 },
              { title: run.text('search.about'), value: hit => hit.subtitle, most: 30 },
              { title: run.text('search.where'), value: hit => hit.snippet, most: 60 }
            ],
            group.hits
          )
        ])
  )
  return exits.ok
}

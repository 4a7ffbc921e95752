import { Alert } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconTargetArrow } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../app/client/index'
import { useFormat } from '../../app/i18n/useFormat'
import { LinkTo } from '../../app/navigation'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import { drawn, type TreeDoc } from '../../diagram/tree/model'
import { Empty } from '../../ui/faces'
import { standingOf } from '../node/facts'
import { nestedRoots, openEnds, shareSum, whyOf } from './model'
import css from './whys.module.css'
import type { WhysWords } from './words'

interface Props {
  readonly open: OpenDiagram
  readonly doc: TreeDoc
  readonly words: WhysWords
  readonly onOpen: (node: string) => void
}

interface RootLine {
  readonly key: string
  readonly text: string
  readonly category: string
  readonly share: number | null
  readonly state: string
  /** Another diagram of the case it stands in. */
  readonly elsewhere: { readonly id: string; readonly title: string } | null
}

/** Causes in which the case's chains end, with their shares: they are 100 % together, or it is said how much is missing. */
export function Shares({ open, doc, words, onOpen }: Props) {
  const { t } = useTranslation('whys')
  const f = useFormat()
  const { caseId } = open.diagram
  const others = useQueryOf('rca.roots', { caseId: caseId ?? '' }, { enabled: caseId !== null })
  const own = ownRoots(doc, words)
  const lines: readonly RootLine[] = [
    ...own,
    ...(others.data?.roots ?? [])
      .filter(root => root.diagramId !== open.id)
      .map(root => ({
        ...root,
        key: `${root.diagramId}.${root.nodeId}`,
        elsewhere: { id: root.diagramId, title: root.diagramTitle }
      }))
  ]
  const { sum, missing, whole } = shareSum(lines.map(line => line.share))
  const nested = nestedRoots(doc)
  const ends = openEnds(doc)
  if (lines.length === 0 && ends.length === 0)
    return <Empty icon={IconTargetArrow} title={t('noRoots')} hint={t('noRootsHint')} />
  return (
    <div className={css.shares} role="region" aria-label={t('views.shares')} tabIndex={0}>
      <Alert
        color={whole ? 'teal' : 'yellow'}
        icon={whole ? <IconCheck size={16} /> : <IconAlertTriangle size={16} />}
        role="status"
      >
        {whole
          ? t('whole')
          : [
              sum > 100
                ? t('tooMuch', { sum: f.number(sum), over: f.number(sum - 100) })
                : t('tooLittle', { sum: f.number(sum), left: f.number(100 - sum) }),
              ...(missing === 0 ? [] : [t('shareless', { count: missing })])
            ].join(' ')}
      </Alert>
      {nested.length > 0 && (
        <Alert color="yellow" icon={<IconAlertTriangle size={16} />} mt={6} title={t('nested')}>
          {nested.map(({ above, below }) => (
            <div key={below.id}>
              {t('nestedPair', { below: words.nameOf(below), above: words.nameOf(above) })}
            </div>
          ))}
        </Alert>
      )}
      <table className={css.table}>
        <thead>
          <tr>
            <th>{t('cause')}</th>
            <th>{t('category')}</th>
            <th>{t('state')}</th>
            <th className={css.number}>{t('share')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(line => (
            <tr key={line.key}>
              <td>
                {line.elsewhere === null ? (
                  <button
                    type="button"
                    className={css.said}
                    onClick={() => {
                      onOpen(line.key)
                    }}
                  >
                    {line.text === '' ? t('unsaid') : line.text}
                  </button>
                ) : (
                  <>
                    {line.text} <LinkTo to={`/studio/${line.elsewhere.id}`}>{line.elsewhere.title}</LinkTo>
                  </>
                )}
              </td>
              <td>{words.category(line.category)}</td>
              <td>{t(`rca:states.${line.state}`)}</td>
              <td className={css.number}>{line.share === null ? '–' : `${f.number(line.share)} %`}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {ends.length > 0 && (
        <>
          <h2>{t('openEnds')}</h2>
          <ul>
            {ends.map(node => (
              <li key={node.id}>
                <button
                  type="button"
                  className={css.said}
                  onClick={() => {
                    onOpen(node.id)
                  }}
                >
                  {words.nameOf(node)}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function ownRoots(doc: TreeDoc, words: WhysWords): readonly RootLine[] {
  const found: RootLine[] = []
  const waiting = drawn(doc, null).toReversed()
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const why = whyOf(node)
    if (why?.type === 'why' && why.data.root !== null)
      found.push({
        key: node.id,
        text: words.nameOf(node),
        ...why.data.root,
        state: standingOf(node),
        elsewhere: null
      })
    waiting.push(...drawn(doc, node.id).toReversed())
  }
  return found
}

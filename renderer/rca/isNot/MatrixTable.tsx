import { dimensions } from '@contract/diagram/isnot'
import type { DiagramNode, Nodes } from '@contract/diagram/node'
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type KeyboardEvent, Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { newNodeId } from '../../diagram/session/ids'
import type { Step } from '../../diagram/tree/model'
import { addRow, judge, removeLine, shift } from './commands'
import { moveFocus } from './gridFocus'
import css from './isNot.module.css'
import { LineMenu } from './LineMenu'
import { TextCell } from './TextCell'
import { isAsked, type Matrix, type Row, type Standing, type Theory } from './theories'
import { VerdictCell } from './VerdictCell'
import { useWords } from './words'

interface Props {
  readonly nodes: Nodes
  readonly matrix: Matrix
  readonly ranking: readonly Standing[]
  readonly readOnly: boolean
  /** Row or theory that was made last: the cursor goes there. */
  readonly focus: string | null
  readonly onMake: (step: Step | null) => void
  /** @param from what stood there when the writing began */
  readonly onSet: (node: DiagramNode, field: string, value: string, from: string) => void
}

const columns = ['is', 'isNot', 'distinction', 'change'] as const

/** The matrix: questions down, what is and is not across, and every theory held against every row. */
export function MatrixTable({ nodes, matrix, ranking, readOnly, focus, onMake, onSet }: Props) {
  const { t } = useTranslation('isNot')
  const words = useWords()
  const { rows, theories } = matrix
  const menu = (node: DiagramNode) =>
    readOnly ? null : (
      <LineMenu
        node={node}
        onShift={by => {
          onMake(shift(matrix, node, by))
        }}
        onRemove={() => {
          onMake(removeLine(nodes, matrix, node))
        }}
      />
    )
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    moveFocus(event)
  }
  let r = 0
  return (
    <div className={css.scroll}>
      <table className={css.table} aria-label={t('matrix')}>
        <thead>
          <tr>
            <th scope="col" className={css.question}>
              {words.column('question')}
            </th>
            {columns.map(column => (
              <th key={column} scope="col" className={css.words}>
                {words.column(column)}
              </th>
            ))}
            {theories.map((theory, i) => (
              <TheoryHead
                key={theory.id}
                theory={theory}
                n={i + 1}
                standing={ranking.find(one => one.theory.id === theory.id)}
                readOnly={readOnly}
                focus={focus === theory.id}
                menu={menu(theory)}
                onSet={onSet}
                onKeyDown={onKeyDown}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {dimensions.map(dimension => (
            <Fragment key={dimension}>
              <tr className={css.group}>
                <th scope="colgroup" colSpan={columns.length + 1 + theories.length}>
                  <div>
                    <span>{words.dimension(dimension)}</span>
                    {!readOnly && (
                      <Button
                        variant="subtle"
                        size="compact-xs"
                        leftSection={<IconPlus size={12} />}
                        onClick={() => {
                          onMake(addRow(matrix, dimension, newNodeId()))
                        }}
                      >
                        {t('addRow')}
                      </Button>
                    )}
                  </div>
                </th>
              </tr>
              {rows
                .filter(row => row.data.dimension === dimension)
                .map(row => {
                  r++
                  return (
                    <MatrixRow
                      key={row.id}
                      r={r}
                      row={row}
                      question={words.question(row)}
                      matrix={matrix}
                      readOnly={readOnly}
                      focus={focus === row.id}
                      menu={menu(row)}
                      onMake={onMake}
                      onSet={onSet}
                      onKeyDown={onKeyDown}
                    />
                  )
                })}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface HeadProps {
  readonly theory: Theory
  readonly n: number
  readonly standing: Standing | undefined
  readonly readOnly: boolean
  readonly focus: boolean
  readonly menu: React.ReactNode
  readonly onSet: Props['onSet']
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

function TheoryHead({ theory, n, standing, readOnly, focus, menu, onSet, onKeyDown }: HeadProps) {
  const { t } = useTranslation('isNot')
  return (
    <th scope="col" className={css.theory} data-r={0} data-c={columns.length + n}>
      <div className={css.theoryTop}>
        <span className={css.number}>{t('theoryNumber', { n })}</span>
        {standing?.place != null && (
          <span className={css.place} data-failed={standing.against.length > 0 || undefined}>
            {t('place', { place: standing.place })}
          </span>
        )}
        {menu}
      </div>
      <TextCell
        value={theory.data.text}
        label={t('theory', { n })}
        placeholder={t('theoryHint')}
        readOnly={readOnly}
        focus={focus}
        onSave={(value, from) => {
          onSet(theory, 'text', value, from)
        }}
        onKeyDown={onKeyDown}
      />
    </th>
  )
}

interface RowProps {
  readonly r: number
  readonly row: Row
  readonly question: string
  readonly matrix: Matrix
  readonly readOnly: boolean
  readonly focus: boolean
  readonly menu: React.ReactNode
  readonly onMake: Props['onMake']
  readonly onSet: Props['onSet']
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

function MatrixRow({ r, row, question, matrix, readOnly, focus, menu, onMake, onSet, onKeyDown }: RowProps) {
  const { t } = useTranslation('isNot')
  const words = useWords()
  const asked = isAsked(row)
  return (
    <tr>
      <th scope="row" className={css.question} data-r={r} data-c={0}>
        <div className={css.rowTop}>
          <TextCell
            value={question}
            label={t('question')}
            placeholder={t('questionHint')}
            readOnly={readOnly}
            focus={focus}
            onSave={(value, from) => {
              // A question of the set is said in the reader's language until somebody gives it own words.
              onSet(row, 'question', value, from === question ? row.data.question : from)
            }}
            onKeyDown={onKeyDown}
          />
          {menu}
        </div>
      </th>
      {columns.map((column, i) => (
        <td key={column} className={css.words} data-r={r} data-c={i + 1}>
          <TextCell
            value={row.data[column]}
            label={`${question}: ${words.column(column)}`}
            readOnly={readOnly}
            onSave={(value, from) => {
              onSet(row, column, value, from)
            }}
            onKeyDown={onKeyDown}
          />
        </td>
      ))}
      {matrix.theories.map((theory, i) => (
        <td key={theory.id} className={css.verdict} data-r={r} data-c={columns.length + i + 1}>
          <VerdictCell
            verdict={matrix.verdicts.get(theory.id)?.get(row.id)}
            label={`${question}: ${theory.data.text === '' ? t('theory', { n: i + 1 }) : theory.data.text}`}
            disabled={readOnly || !asked}
            onJudge={(says, condition) => {
              onMake(judge(matrix, theory, row, says, condition, newNodeId))
            }}
            onKeyDown={onKeyDown}
          />
        </td>
      ))}
    </tr>
  )
}

import { Checkbox, Select } from '@mantine/core'
import { IconFileDatabase, IconRuler2 } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../app/client/index'
import { useFormat } from '../../app/i18n/useFormat'
import type { Pinnable } from '../../evidence/pinnable'
import { setLine, testName, unitOf } from '../../instruments/words'
import { Empty, Faces } from '../../ui/faces'
import css from './evidence.module.css'
import { Searched } from './PickRecords'
import { resultsOf, seenResult, type TestResult } from './tests'

interface Props {
  readonly caseId: string
  readonly value: readonly Pinnable[]
  readonly onChange: (value: readonly Pinnable[]) => void
}

/** So many tests are listed; the search narrows them. */
const shown = 200

/** A test of a file of the case: its limits and figures are kept as they are now. */
export function PickTests({ caseId, value, onChange }: Props) {
  const { t } = useTranslation('rca')
  const [chosen, setChosen] = useState<string | null>(null)
  const sets = useQueryOf('instruments.sets', { caseId, kind: 'measurements', limit: 200 })
  return (
    <Faces
      of={sets}
      isEmpty={data => data.total === 0}
      empty={
        <Empty icon={IconFileDatabase} title={t('evidence.noSet')} hint={t('evidence.noSetHint')} compact />
      }
    >
      {({ rows }) => {
        const set = chosen ?? rows[0]?.id ?? ''
        return (
          <div>
            <Select
              label={t('evidence.set')}
              data={rows.map(row => ({
                value: row.id,
                label: [row.name, setLine(row)].filter(word => word !== '').join(' · ')
              }))}
              value={set}
              allowDeselect={false}
              mb={6}
              onChange={next => {
                setChosen(next)
                onChange([])
              }}
            />
            <Tests key={set} caseId={caseId} set={set} value={value} onChange={onChange} />
          </div>
        )
      }}
    </Faces>
  )
}

function Tests({ caseId, set, value, onChange }: Props & { readonly set: string }) {
  const { t } = useTranslation('rca')
  const [text, setText] = useState('')
  const lineOf = useLine()
  const view = { sets: [set] }
  const overview = useQueryOf('analysis.overview', { view }, { topics: ['import', 'set'] })
  const figures = useQueryOf('analysis.tests', { view }, { topics: ['import', 'set'] })
  const wanted = text.trim().toLowerCase()
  const header = (
    ['number', 'text', 'lo', 'hi', 'units', 'executions', 'n', 'fails', 'mean', 'sigma', 'cpk'] as const
  ).map(key => t(`evidence.figures.${key}`))
  return (
    <Searched text={text} onText={setText} label={t('evidence.findTest')}>
      <Faces of={figures}>
        {data =>
          resultsOf(data)
            .filter(({ test }) => testName(test).toLowerCase().includes(wanted))
            .slice(0, shown)
            .map(result => {
              const seen =
                overview.data === undefined
                  ? null
                  : seenResult(result, overview.data, caseId, { line: lineOf(result), header })
              const same = (one: Pinnable): boolean => one.link === seen?.link
              return (
                <label key={`${result.ref.key}.${result.ref.element}`} className={css.choice}>
                  <Checkbox
                    size="xs"
                    aria-label={testName(result.test)}
                    disabled={seen === null}
                    checked={value.some(same)}
                    onChange={event => {
                      if (seen === null) return
                      onChange(
                        event.currentTarget.checked ? [...value, seen] : value.filter(one => !same(one))
                      )
                    }}
                  />
                  <span className={css.sign}>
                    <IconRuler2 size={18} stroke={1.3} />
                  </span>
                  <span className={css.words}>
                    <b>{testName(result.test)}</b>
                    <span className={css.quiet}>{lineOf(result)}</span>
                  </span>
                </label>
              )
            })
        }
      </Faces>
    </Searched>
  )
}

/** Limits and figures of a test in one line, as they are kept with the piece. */
function useLine(): (result: TestResult) => string {
  const { t } = useTranslation('rca')
  const f = useFormat()
  return ({ test, n, executions, fails, mean, sigma, cpk }) => {
    const unit = unitOf(test.units)
    const word = (key: string, value: string): string => `${t(`evidence.figures.${key}`)} ${value}`
    const limits =
      test.lo === null && test.hi === null
        ? t('evidence.noLimits')
        : t('evidence.limits', {
            lo: test.lo === null ? '−∞' : f.si(test.lo, unit),
            hi: test.hi === null ? '∞' : f.si(test.hi, unit)
          })
    return [
      // What passes or fails without a value has no limits and no figures to tell of.
      ...(n === 0 ? [t('evidence.passFail')] : [limits, `n = ${f.number(n)}`]),
      t('evidence.failsOf', { fails: f.number(fails), of: f.number(executions) }),
      ...(mean === null ? [] : [word('mean', f.si(mean, unit))]),
      ...(sigma === null ? [] : [word('sigma', f.si(sigma, unit))]),
      ...(cpk === null ? [] : [word('cpk', f.number(cpk, { maximumFractionDigits: 2 }))])
    ].join(' · ')
  }
}

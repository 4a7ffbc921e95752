import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { Remarks } from '../instruments/Remarks'
import { CopyButton } from '../ui/CopyButton'
import { DataGrid } from '../ui/grid/DataGrid'
import { Section } from '../ui/Page'
import css from './defects.module.css'
import { useDefectDesk } from './desk'

/** More statements than this nobody reads in a list. */
const shownFields = 400

/** What the file says of itself, wafer by wafer and statement by statement. */
export default function FactsTab() {
  const { t } = useTranslation('defects')
  const f = useFormat()
  const { set, waferName } = useDefectDesk()
  const facts: readonly (readonly [string, string])[] = [
    [t('facts.version'), `KLARF ${set.version}`],
    [t('facts.units'), t(`facts.unit.${set.units}`)],
    [t('facts.charset'), set.charset],
    [t('facts.fileAt'), set.fileAt?.replace('T', ' ') ?? '—'],
    ...set.lots.flatMap((lot): readonly (readonly [string, string])[] => [
      [t('facts.lot'), lot.lot],
      [t('facts.device'), lot.device],
      [t('facts.step'), lot.step],
      [t('facts.recipe'), lot.recipe],
      [t('facts.station'), lot.station.filter(text => text !== '').join(' · ')]
    ])
  ]
  const density = (defects: number, area: number | null): string =>
    area === null || area === 0 ? '—' : f.number(defects / area, { maximumSignificantDigits: 4 })
  return (
    <div>
      <Section title={t('facts.file')}>
        <dl className={css.facts}>
          {facts
            .filter(([, value]) => value !== '')
            .map(([name, value], i) => (
              <Fact key={i} name={name} value={value} />
            ))}
          <dt>{t('facts.hash')}</dt>
          <dd>
            {set.sha256} <CopyButton label={t('facts.copyHash')} text={() => set.sha256} />
          </dd>
        </dl>
      </Section>
      <Section title={t('facts.wafers')} flush>
        <div className={css.waferGrid} style={{ height: Math.min(380, 46 + 26 * set.wafers.length) }}>
          <DataGrid
            id="defects.wafers"
            label={t('facts.wafers')}
            rows={set.wafers}
            rowKey={row => String(row.index)}
            noFilter
            compact
            columns={[
              {
                id: 'wafer',
                title: t('columns.wafer'),
                value: row => waferName(row.index),
                grow: true,
                fixed: true,
                width: 120
              },
              { id: 'slot', title: t('facts.slot'), value: row => row.slot, align: 'end', width: 70 },
              {
                id: 'defects',
                title: t('facts.defects'),
                value: row => row.defects,
                cell: row => f.number(row.defects),
                align: 'end',
                width: 90
              },
              {
                id: 'declared',
                title: t('facts.declared'),
                value: row => row.declared,
                align: 'end',
                width: 90
              },
              { id: 'dies', title: t('facts.dies'), value: row => row.dies, align: 'end', width: 140 },
              {
                id: 'planned',
                title: t('facts.planned'),
                value: row => row.planned,
                align: 'end',
                width: 110
              },
              {
                id: 'density',
                title: t('facts.density'),
                value: row => (row.area === null ? null : row.defects / row.area),
                cell: row => density(row.defects, row.area),
                align: 'end',
                width: 110
              },
              {
                id: 'resultAt',
                title: t('facts.resultAt'),
                value: row => row.resultAt?.replace('T', ' ') ?? '',
                width: 170
              }
            ]}
          />
        </div>
      </Section>
      <Section title={t('facts.remarks')}>
        <Remarks warnings={set.warnings} />
      </Section>
      <Section title={t('facts.fields')}>
        <dl className={css.facts}>
          {set.fields.slice(0, shownFields).map(([owner, name, value], i) => (
            <Fact key={i} name={owner === '' ? name : `${owner} · ${name}`} value={value} />
          ))}
        </dl>
        {set.fields.length > shownFields && (
          <p className={css.quiet}>{t('facts.more', { count: set.fields.length - shownFields })}</p>
        )}
      </Section>
    </div>
  )
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}

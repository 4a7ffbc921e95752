import { ActionIcon, Checkbox, NumberInput, Tooltip } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../app/i18n/useFormat'
import { QuantityField } from '../panels/fields'
import type { TreeEditor } from '../useTree'
import css from '../panels/panels.module.css'
import { countText } from './answers'
import { primesMost, type Computing } from './useResults'

/** The probability of the top with how it was found, and how many cut sets there are of which order. */
export function Summary({
  editor,
  computing
}: {
  readonly editor: TreeEditor
  readonly computing: Computing
}) {
  const { t, i18n } = useTranslation('faultTree')
  const f = useFormat()
  const { results, settings, set } = computing
  const { top } = editor.tree
  return (
    <div className={css.form} data-stale={computing.stale || undefined}>
      {results !== null && top !== null && (
        <>
          <div className={css.answer}>
            <span className={css.quiet}>
              P({top.data.name}){computing.whatIf && ` · ${t('whatIf.short')}`}
            </span>
            {results.bounds !== null ? (
              <b>
                {f.significant(results.bounds.lower, 4)} – {f.significant(results.bounds.upper, 4)}
              </b>
            ) : (
              <b>{results.p === null ? '—' : f.significant(results.p, 5)}</b>
            )}
            <span className={results.bounds === null ? css.exact : css.warn}>
              {results.bounds !== null
                ? t('results.bounds')
                : results.p === null
                  ? t('results.qualitative')
                  : t('results.exact')}
            </span>
          </div>
          <dl className={css.facts}>
            <dt>{t('results.rareEvent')}</dt>
            <dd>{results.rareEvent === null ? '—' : f.significant(results.rareEvent, 5)}</dd>
            <dt>{t('results.mcs')}</dt>
            <dd>{countText(results.mcs, i18n.language)}</dd>
            {results.primeImplicants !== null && (
              <>
                <dt>{t('results.primes')}</dt>
                <dd>{countText(results.primeImplicants, i18n.language)}</dd>
              </>
            )}
            <dt>{t('results.size')}</dt>
            <dd>
              {t('results.sizeSays', {
                events: f.number(results.parts.length),
                gates: f.number(results.gates.length)
              })}
            </dd>
            <dt>{t('results.coherence')}</dt>
            <dd>{t(results.coherent ? 'results.coherent' : 'results.notCoherent')}</dd>
            <dt>{t('results.seconds')}</dt>
            <dd>{t('results.secondsSays', { seconds: f.significant(results.seconds, 3) })}</dd>
          </dl>
          {results.missing.length > 0 && !computing.settings.qualitative && (
            <p className={css.warn}>
              {t('results.missing', {
                count: results.missing.length,
                names: results.missing.slice(0, 6).join(', ')
              })}
            </p>
          )}
          {results.approximated.length > 0 && (
            <p className={css.warn}>
              {t('results.approximated', { names: results.approximated.map(one => one.name).join(', ') })}
            </p>
          )}
          <ByOrder counts={results.mcsByOrder} />
          {(results.counted.order !== null || results.counted.cutOff !== null) && (
            <p className={css.warn}>
              {results.counted.order !== null && t('results.onlyOrder', { order: results.counted.order })}{' '}
              {results.counted.cutOff !== null &&
                t('results.onlyCutOff', { cutOff: f.significant(results.counted.cutOff, 3) })}
            </p>
          )}
        </>
      )}
      <div className={css.sectionHead}>
        <b>{t('settings.title')}</b>
        <Tooltip label={t('results.compute')}>
          <ActionIcon variant="default" aria-label={t('results.compute')} onClick={computing.run}>
            <IconRefresh size={14} />
          </ActionIcon>
        </Tooltip>
      </div>
      <div className={css.pair}>
        <NumberInput
          label={t('settings.order')}
          placeholder={t('settings.any')}
          value={settings.limitOrder ?? ''}
          min={1}
          max={1000}
          allowDecimal={false}
          onChange={value => {
            set({ limitOrder: typeof value === 'number' && value >= 1 ? value : null })
          }}
        />
        <QuantityField
          label={t('settings.cutOff')}
          value={settings.cutOff}
          optional={t('settings.none')}
          parameters={[]}
          disabled={false}
          onCommit={value => {
            set({ cutOff: typeof value === 'number' && value > 0 && value < 1 ? value : null })
          }}
        />
        <NumberInput
          label={t('settings.list')}
          value={settings.list}
          min={10}
          max={10_000}
          step={100}
          allowDecimal={false}
          onChange={value => {
            if (typeof value === 'number' && value >= 10 && value <= 10_000) set({ list: value })
          }}
        />
      </div>
      <Checkbox
        label={t('settings.qualitative')}
        checked={settings.qualitative}
        onChange={event => {
          set({ qualitative: event.currentTarget.checked })
        }}
      />
      {results?.coherent === false && (
        <Checkbox
          label={t('settings.primes')}
          checked={settings.primes ?? editor.tree.events.length <= primesMost}
          onChange={event => {
            set({ primes: event.currentTarget.checked })
          }}
        />
      )}
    </div>
  )
}

/** Cut sets by number of events, as bars on a scale of powers of ten: counts run over many. */
function ByOrder({ counts }: { readonly counts: readonly string[] }) {
  const { t, i18n } = useTranslation('faultTree')
  const rows = counts.map((count, order) => ({ count, order })).filter(({ count }) => count !== '0')
  if (rows.length === 0) return null
  const wide = (count: string): number => count.length - 1 + Math.log10(Number(count.slice(0, 1)) + 1)
  const most = Math.max(...rows.map(({ count }) => wide(count)))
  return (
    <table className={css.orders}>
      <thead>
        <tr>
          <th>{t('results.order')}</th>
          <th>{t('results.sets')}</th>
          <th aria-hidden />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ count, order }) => (
          <tr key={order}>
            <td>{order}</td>
            <td>{countText(count, i18n.language)}</td>
            <td aria-hidden>
              <span className={css.bar} style={{ width: `${(100 * wide(count)) / most}%` }} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

import type { TreeAnswer } from '@contract/faultTree'
import { ActionIcon, Checkbox, NumberInput, Tooltip } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../app/i18n/useFormat'
import { QuantityField } from '../panels/fields'
import { targetOf } from '../tree'
import type { TreeEditor } from '../useTree'
import css from '../panels/panels.module.css'
import { countText } from './answers'
import { OrderCounts } from './OrderCounts'
import { primesMost, type Computing } from './useResults'

/** In what sense the figure is the top's probability. */
function howFound({ bounds, p, approximated, coherent }: TreeAnswer) {
  if (bounds !== null) return 'bounds'
  if (p === null) return 'qualitative'
  if (approximated.length === 0) return 'exact'
  // More of a priority AND is more of the top only where nothing is negated.
  return coherent ? 'pandAbove' : 'pandNear'
}

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
            <span className={howFound(results) === 'exact' ? css.exact : css.warn}>
              {t(`results.${howFound(results)}`)}
            </span>
          </div>
          <dl className={css.facts}>
            <dt>{t('results.rareEvent')}</dt>
            <dd>{results.rareEvent === null ? '—' : f.significant(results.rareEvent, 5)}</dd>
            <dt>{t('results.mcs')}</dt>
            <dd>{countText(results.mcs, i18n.language)}</dd>
            {(results.primes !== null || results.primesSpent) && (
              <>
                <dt>{t('results.primes')}</dt>
                <dd>
                  {results.primes === null
                    ? t('primes.spent')
                    : countText(results.primes.count, i18n.language)}
                  {results.primes !== null &&
                    results.primes.order !== null &&
                    ` (${t('results.onlyOrder', { order: results.primes.order })})`}
                </dd>
              </>
            )}
            <dt>{t('results.size')}</dt>
            <dd>
              {t('results.sizeSays', {
                events: f.number(results.parts.length),
                gates: f.number(results.gateCount)
              })}
            </dd>
            <dt>{t('results.coherence')}</dt>
            <dd>{t(results.coherent ? 'results.coherent' : 'results.notCoherent')}</dd>
            <dt>{t('results.seconds')}</dt>
            <dd>{t('results.secondsSays', { seconds: f.significant(results.seconds, 3) })}</dd>
          </dl>
          {results.missing.length > 0 && !computing.settings.qualitative && (
            <p className={css.warn}>
              {t('results.missing', { count: results.missing.length })}{' '}
              {results.missing.slice(0, 6).map((id, i) => (
                <Fragment key={id}>
                  {i > 0 && ', '}
                  <button
                    type="button"
                    className={css.names}
                    onClick={() => {
                      editor.show(id)
                    }}
                  >
                    {targetOf(editor.tree.nodes, id)?.data.name}
                  </button>
                </Fragment>
              ))}
              {results.missing.length > 6 && ` +${f.number(results.missing.length - 6)}`}
            </p>
          )}
          {results.approximated.length > 0 && (
            <p className={css.warn}>
              {t('results.approximated', { names: results.approximated.map(one => one.name).join(', ') })}
            </p>
          )}
          <OrderCounts counts={results.mcsByOrder} title={t('results.sets')} />
          {settings.cutOff !== null && results.counted.cutOff === null && !computing.stale && (
            <p className={css.says}>
              {t('results.listCutOff', { cutOff: f.significant(settings.cutOff, 3) })}
            </p>
          )}
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
          range={{ least: 0, most: 1 }}
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

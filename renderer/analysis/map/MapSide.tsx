import { Button, Menu, NumberInput, Select } from '@mantine/core'
import { IconCircleDashed, IconSelect } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/useFormat'
import { axesOf, notchDown } from '../../charts/turn'
import css from '../analysis.module.css'
import { useBench } from '../bench'
import { pText, share } from '../words'
import type { MapData } from './face'
import { regionsWhere } from './regions'
import { readTurn, writeTurn } from './shown'
import { Signature } from './Signature'
import type { Overlay } from './useOverlay'
import { reticlePlace, zoneAt } from './zones'

interface Props {
  readonly data: MapData
  readonly wafer: string | null
  readonly overlay: Overlay
  /** Dies to be outlined while they are looked at. */
  readonly onShow: (mask: Uint8Array | null) => void
  readonly legend: ReactNode
}

/** Beside a map: what its colours mean, what lies over it, how dies are chosen, what it looks like. */
export function MapSide({ data, wafer, overlay, onShow, legend }: Props) {
  const { t } = useTranslation('analysis')
  const { option, setOption } = useBench()
  const turn = readTurn(option('m.turn'))
  const { notch } = axesOf(data.frame, turn)
  return (
    <div className={css.side}>
      {legend}
      <div className={css.sideBlock}>
        <Select
          label={t('map.over')}
          value={overlay.kind}
          allowDeselect={false}
          onChange={value => {
            setOption('m.over', value === 'none' || value === null ? '' : value)
          }}
          data={(['none', 'zones', 'reticle'] as const).map(kind => ({
            value: kind,
            label: t(`map.overs.${kind}`)
          }))}
        />
        {overlay.kind === 'zones' && <ZoneInputs overlay={overlay} />}
        {overlay.kind === 'reticle' && <ReticleInputs overlay={overlay} />}
        <div className={css.controls}>
          <ChooseMenu data={data} wafer={wafer} overlay={overlay} />
          {notch !== 'down' && (
            <Button
              variant="default"
              leftSection={<IconCircleDashed size={14} />}
              onClick={() => {
                setOption('m.turn', writeTurn(notchDown(data.frame, turn)))
              }}
            >
              {t('map.notchDown')}
            </Button>
          )}
        </div>
      </div>
      <Signature data={data} wafer={wafer} onShow={onShow} />
    </div>
  )
}

function ZoneInputs({ overlay }: { readonly overlay: Overlay }) {
  const { t } = useTranslation('analysis')
  const { setOption } = useBench()
  return (
    <div className={css.pair}>
      <NumberInput
        label={t('zones.rings')}
        min={1}
        max={10}
        clampBehavior="strict"
        value={overlay.rings}
        onChange={value => {
          setOption('m.rings', Number(value) === 4 ? '' : String(value))
        }}
      />
      <NumberInput
        label={t('zones.sectors')}
        min={1}
        max={16}
        clampBehavior="strict"
        value={overlay.sectors}
        onChange={value => {
          setOption('m.sectors', Number(value) === 4 ? '' : String(value))
        }}
      />
    </div>
  )
}

const reticleFields = ['width', 'height', 'offsetX', 'offsetY'] as const

function ReticleInputs({ overlay }: { readonly overlay: Overlay }) {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const { option, setOption } = useBench()
  const found = overlay.zones?.reticle ?? null
  if (overlay.zones === undefined) return null
  const now = found ?? { width: 2, height: 2, offsetX: 0, offsetY: 0 }
  const cells = found?.cells ?? []
  const worst = Math.max(0, ...cells.map(cell => share(cell.fails, cell.dies) ?? 0))
  return (
    <>
      <div className={css.four}>
        {reticleFields.map(field => (
          <NumberInput
            key={field}
            label={t(`reticle.${field}`)}
            min={field.startsWith('offset') ? 0 : 1}
            max={field.startsWith('offset') ? 49 : 50}
            clampBehavior="strict"
            value={now[field]}
            onChange={value => {
              const next = { ...now, [field]: Number(value) || (field.startsWith('offset') ? 0 : 1) }
              setOption('m.reticle', reticleFields.map(name => next[name]).join(','))
            }}
          />
        ))}
      </div>
      <p className={css.quiet}>
        {found === null
          ? t('reticle.none')
          : found.estimated
            ? t('reticle.estimated', { p: pText(f, found.p) })
            : t('reticle.given', { p: pText(f, found.p) })}
        {option('m.reticle') !== '' && (
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() => {
              setOption('m.reticle', '')
            }}
          >
            {t('reticle.estimate')}
          </Button>
        )}
      </p>
      {found !== null && cells.length <= 400 && (
        <div
          className={css.reticle}
          role="img"
          aria-label={t('reticle.label', { worst: f.percent(worst) })}
          style={{ gridTemplateColumns: `repeat(${found.width}, 1fr)` }}
        >
          {cells
            .toSorted((a, b) => a.y - b.y || a.x - b.x)
            .map(cell => {
              const failed = share(cell.fails, cell.dies)
              return (
                <span
                  key={`${cell.x},${cell.y}`}
                  title={t('reticle.cell', {
                    x: cell.x + 1,
                    y: cell.y + 1,
                    share: f.percent(failed),
                    n: f.number(cell.dies)
                  })}
                  data-worst={(worst > 0 && failed === worst) || undefined}
                  style={{
                    background: `color-mix(in srgb, #D55E00 ${Math.round(worst === 0 ? 0 : ((failed ?? 0) / worst) * 75)}%, var(--fab-surface))`
                  }}
                >
                  {f.percent(failed, 0)}
                </span>
              )
            })}
        </div>
      )}
    </>
  )
}

/** Choosing dies without drawing: a ring, a sector, a place of the reticle, what failed. */
function ChooseMenu({
  data,
  wafer,
  overlay
}: {
  readonly data: MapData
  readonly wafer: string | null
  readonly overlay: Overlay
}) {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const { view, setFilter } = useBench()
  const choose = (of: (die: number) => boolean): void => {
    const regions = regionsWhere(data, of, wafer)
    if (regions.length > 0) setFilter({ ...view.filter, regions: [...regions].slice(0, 50) })
  }
  const { disc, rings, sectors, zones } = overlay
  const zone = (die: number): { ring: number; sector: number } =>
    zoneAt(disc, rings, sectors, data.x[die] ?? 0, data.y[die] ?? 0)
  const reticle = overlay.kind === 'reticle' ? (zones?.reticle ?? null) : null
  const cells = (reticle?.cells ?? [])
    .toSorted((a, b) => (share(b.fails, b.dies) ?? 0) - (share(a.fails, a.dies) ?? 0))
    .slice(0, 6)
  return (
    <Menu position="bottom-start" width={250}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconSelect size={14} />}>
          {t('choose.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={420} className={css.scrolling}>
        <Menu.Item
          onClick={() => {
            choose(die => data.pass[die] === 0 && data.inside[die] === 1)
          }}
          disabled={wafer === null}
        >
          {t('choose.failing')}
        </Menu.Item>
        <Menu.Label>{t('choose.rings')}</Menu.Label>
        {Array.from({ length: rings }, (_, ring) => (
          <Menu.Item
            key={ring}
            onClick={() => {
              choose(die => zone(die).ring === ring)
            }}
          >
            {ring === 0
              ? t('choose.ringInner', { number: 1 })
              : ring === rings - 1
                ? t('choose.ringOuter', { number: ring + 1 })
                : t('choose.ring', { number: ring + 1 })}
          </Menu.Item>
        ))}
        <Menu.Label>{t('choose.sectors')}</Menu.Label>
        {Array.from({ length: sectors }, (_, sector) => (
          <Menu.Item
            key={sector}
            onClick={() => {
              choose(die => zone(die).sector === sector)
            }}
          >
            {t('choose.sector', {
              number: sector + 1,
              from: Math.round((sector / sectors) * 360),
              to: Math.round(((sector + 1) / sectors) * 360)
            })}
          </Menu.Item>
        ))}
        {reticle !== null && <Menu.Label>{t('choose.reticle')}</Menu.Label>}
        {reticle !== null &&
          cells.map(cell => (
            <Menu.Item
              key={`${cell.x},${cell.y}`}
              onClick={() => {
                choose(die => {
                  const place = reticlePlace(reticle, data.x[die] ?? 0, data.y[die] ?? 0)
                  return place.x === cell.x && place.y === cell.y
                })
              }}
            >
              {t('choose.cell', {
                x: cell.x + 1,
                y: cell.y + 1,
                share: f.percent(share(cell.fails, cell.dies))
              })}
            </Menu.Item>
          ))}
        {view.filter.regions.length > 0 && (
          <>
            <Menu.Divider />
            <Menu.Item
              onClick={() => {
                setFilter({ ...view.filter, regions: [] })
              }}
            >
              {t('choose.none')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

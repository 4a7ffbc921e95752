import { Button, Group, NumberInput, TextInput } from '@mantine/core'
import { FabError } from '@contract/errors'
import type { Input, Output } from '@contract/index'
import { IconPlus } from '@tabler/icons-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, useQueryOf } from '../app/client/index'
import { FaultLine } from '../app/entry/FaultLine'
import { useMay } from '../app/me'
import { LinkTo } from '../app/navigation'
import { Faces } from '../ui/faces'
import { useInTurn } from '../ui/useInTurn'
import css from '../ui/register/register.module.css'
import own from './LotWafers.module.css'
import { nextWaferNumber } from './waferNumbers'

type Wafer = Output<'wafers.list'>['rows'][number]

/** The wafers of a lot, and a line to add the next ones without leaving the keyboard. */
export function LotWafers({ record }: { readonly record: Output<'lots.get'> }) {
  const { t } = useTranslation('trace')
  const mayWrite = useMay('records.write')
  const wafers = useQueryOf('wafers.list', { where: { lotId: record.id }, limit: 200 })
  const sorted = (wafers.data?.rows ?? []).toSorted(
    (a, b) =>
      (a.slot ?? Infinity) - (b.slot ?? Infinity) ||
      a.waferNumber.localeCompare(b.waferNumber, 'en', { numeric: true })
  )
  return (
    <div className={css.related}>
      <h3 className={css.relatedHead}>
        {t('wafers.title')}
        {sorted.length > 0 && <span className={css.count}>{wafers.data?.total}</span>}
      </h3>
      <Faces of={wafers} rows={2} compact>
        {() =>
          sorted.length === 0 ? (
            <div className={css.nothing}>{t('lots.noWafers')}</div>
          ) : (
            <ul className={own.wafers}>
              {sorted.map(wafer => (
                <li key={wafer.id}>
                  <LinkTo to={`/wafers/${wafer.id}`} className={own.wafer} title={wafer.notes}>
                    <b>{wafer.waferNumber}</b>
                    {wafer.slot !== null && <span>{t('wafers.inSlot', { slot: wafer.slot })}</span>}
                  </LinkTo>
                </li>
              ))}
            </ul>
          )
        }
      </Faces>
      {mayWrite && <AddWafer lotId={record.id} present={sorted} />}
    </div>
  )
}

function AddWafer({ lotId, present }: { readonly lotId: string; readonly present: readonly Wafer[] }) {
  const { t } = useTranslation('trace')
  const [number, setNumber] = useState('')
  const [slot, setSlot] = useState<number | null>(null)
  const first = useRef<HTMLInputElement>(null)
  const [fault, setFault] = useState<FabError | null>(null)
  // Added and not answered yet: whoever types the next one does not wait for it.
  const [underWay, setUnderWay] = useState<readonly string[]>([])
  const inTurn = useInTurn()
  const proposal = nextWaferNumber([...present.map(wafer => wafer.waferNumber), ...underWay])
  const add = async (wafer: Input<'wafers.add'>): Promise<void> => {
    try {
      await call('wafers.add', wafer)
      setFault(null)
    } catch (error) {
      setFault(error instanceof FabError ? error : new FabError('contract.internal', {}))
      // Back to where it was typed, unless something else stands there by now.
      setNumber(now => (now === '' ? wafer.waferNumber : now))
    }
    setUnderWay(all => all.filter(one => one !== wafer.waferNumber))
  }
  const submit = (): void => {
    const waferNumber = number.trim() === '' ? proposal : number.trim()
    if (waferNumber === '') return
    setUnderWay([...underWay, waferNumber])
    inTurn(() => add({ lotId, waferNumber, slot }))
    setNumber('')
    setSlot(null)
    first.current?.focus()
  }
  const onEnter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    submit()
  }
  return (
    <>
      <Group gap="xs" mt="xs" align="flex-end">
        <TextInput
          ref={first}
          label={t('wafers.fields.waferNumber')}
          placeholder={proposal}
          maxLength={100}
          w={160}
          value={number}
          onKeyDown={onEnter}
          onChange={event => {
            setNumber(event.currentTarget.value)
          }}
        />
        <NumberInput
          label={t('wafers.fields.slot')}
          min={0}
          max={1000}
          allowDecimal={false}
          allowNegative={false}
          w={80}
          value={slot ?? ''}
          onKeyDown={onEnter}
          onChange={value => {
            setSlot(typeof value === 'number' ? value : null)
          }}
        />
        <Button
          variant="default"
          leftSection={<IconPlus size={14} />}
          disabled={number.trim() === '' && proposal === ''}
          onClick={submit}
        >
          {t('wafers.add')}
        </Button>
      </Group>
      <FaultLine error={fault} />
    </>
  )
}

import type { DefectImage } from '@contract/defects'
import type { Output } from '@contract/index'
import { Drawer, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { PinButton } from '../evidence/PinButton'
import { Faces } from '../ui/faces'
import css from './defects.module.css'
import { live, useDefectDesk } from './desk'
import { fileName, Picture, SaveImage } from './picture'

interface Props {
  readonly defect: { readonly wafer: number; readonly row: number }
  readonly onClose: () => void
}

/** Everything the file says of one defect, with its images. */
export default function DefectDrawer({ defect, onClose }: Props) {
  const { t } = useTranslation('defects')
  const { id } = useDefectDesk()
  const answer = useQueryOf('defects.one', { id, wafer: defect.wafer, row: defect.row }, live)
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="md"
      title={t('one.title', { id: answer.data?.row.defectId ?? defect.row + 1 })}
      closeButtonProps={{ 'aria-label': t('one.close') }}
    >
      <Faces of={answer} rows={12}>
        {data => <Record data={data} />}
      </Faces>
    </Drawer>
  )
}

function Record({ data }: { readonly data: Output<'defects.one'> }) {
  const { t } = useTranslation('defects')
  const f = useFormat()
  const desk = useDefectDesk()
  const { row, values, images } = data
  const { summary, sha256 } = desk.set
  const title = [
    summary.lot,
    desk.waferName(row.wafer),
    t('one.title', { id: row.defectId ?? row.row + 1 })
  ].join(' · ')
  const place = (x: number | null, y: number | null): string =>
    x === null || y === null ? '—' : `${f.number(x)} / ${f.number(y)} µm`
  const facts: readonly (readonly [string, string])[] = [
    [t('columns.wafer'), desk.waferName(row.wafer)],
    [t('columns.class'), desk.className(row.classNumber)],
    [t('columns.size'), desk.length(row.size)],
    [t('one.die'), row.dieX === null ? '—' : `${row.dieX} / ${row.dieY ?? ''}`],
    [t('one.inDie'), place(row.xRel, row.yRel)],
    [t('one.onWafer'), place(row.x, row.y)],
    [t('one.others'), f.number(data.inDie)]
  ]
  return (
    <>
      <PinButton
        title={title}
        caseId={summary.caseId}
        label={t('one.pin')}
        what={() => ({
          kind: 'part',
          title,
          caption: summary.name,
          n: 1,
          link: `/defects/${summary.id}?tab=map`,
          sources: [{ name: summary.name, sha256, setId: summary.id }],
          view: { wafer: row.wafer, row: row.row },
          data: {
            header: [t('one.column'), t('one.value')],
            rows: values.map(([name, value]) => [name, value])
          }
        })}
      />
      <dl className={css.facts}>
        {facts.map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
      </dl>
      {images.length > 0 && (
        <>
          <Text fw={600} size="sm" mt="sm">
            {t('tabs.images')}
          </Text>
          {images.map((image, i) => (
            <ImageLine key={i} image={image} />
          ))}
        </>
      )}
      <Text fw={600} size="sm" mt="sm">
        {t('one.columns')}
      </Text>
      <dl className={css.facts}>
        {values.map(([name, value]) => (
          <Fact key={name} name={name} value={value === null ? '—' : String(value)} />
        ))}
      </dl>
    </>
  )
}

function ImageLine({ image }: { readonly image: DefectImage }) {
  const { t } = useTranslation('defects')
  return (
    <div>
      <Text size="sm" title={image.file}>
        {fileName(image)}
        {image.page !== null && ` · ${t('images.page')} ${image.page}`}
      </Text>
      {image.sha256 === null ? (
        <Text size="xs" c="dimmed">
          {t('images.missing')}
        </Text>
      ) : (
        <>
          <Picture image={image} />
          <SaveImage image={image} />
        </>
      )}
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

import { ActionIcon, Button, Modal, Popover, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconFiles, IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LinkTo } from '../app/navigation'
import { useFormat } from '../app/i18n/useFormat'
import { setLine } from '../instruments/words'
import css from './analysis.module.css'
import { useBench } from './bench'
import { filesOf } from './PanelFrame'
import { SetChooser } from './SetChooser'

/** The files that are looked at as one: which they are, one more, one less. */
export function SetsMenu() {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const { bench, view, overview, setView } = useBench()
  const [opened, setOpened] = useState(false)
  const [adding, setAdding] = useState(false)
  const known = new Map(overview?.sets.map(set => [set.id, set]))
  return (
    <>
      <Popover opened={opened} onChange={setOpened} position="bottom-start" width={420} trapFocus>
        <Popover.Target>
          <UnstyledButton
            className={css.sets}
            aria-haspopup="dialog"
            aria-expanded={opened}
            onClick={() => {
              setOpened(!opened)
            }}
          >
            <IconFiles size={15} stroke={1.7} />
            <b>{overview === undefined ? '…' : filesOf({ overview })}</b>
            <span>{t('sets.count', { count: view.sets.length, n: f.number(view.sets.length) })}</span>
            <IconChevronDown size={13} />
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown p={6} aria-label={t('sets.title')}>
          <ul className={css.setList}>
            {view.sets.map(id => {
              const set = known.get(id)
              return (
                <li key={id}>
                  <LinkTo to={`/sets/${id}`} className={css.setName}>
                    <span>{set?.name ?? id}</span>
                    <small>{set === undefined ? '' : setLine(set)}</small>
                  </LinkTo>
                  <ActionIcon
                    size={22}
                    aria-label={t('sets.remove', { name: set?.name ?? id })}
                    disabled={view.sets.length === 1}
                    onClick={() => {
                      setView({ ...view, sets: view.sets.filter(other => other !== id) })
                    }}
                  >
                    <IconX size={13} />
                  </ActionIcon>
                </li>
              )
            })}
          </ul>
          <Button
            variant="subtle"
            fullWidth
            leftSection={<IconPlus size={14} />}
            onClick={() => {
              setOpened(false)
              setAdding(true)
            }}
          >
            {t('sets.add')}
          </Button>
        </Popover.Dropdown>
      </Popover>
      <Modal
        opened={adding}
        onClose={() => {
          setAdding(false)
        }}
        title={t('sets.add')}
        size={980}
        padding={0}
      >
        <div className={css.chooserBox}>
          <SetChooser
            taken={view.sets}
            caseId={null}
            action={count => t('sets.take', { count })}
            onTake={sets => {
              setAdding(false)
              setView({ ...bench.view, sets: [...bench.view.sets, ...sets] })
            }}
          />
        </div>
      </Modal>
    </>
  )
}

import { categorySets } from '@contract/diagram/fishbone'
import { type DiagramKind, diagramKinds } from '@contract/diagram/kinds'
import type { DiagramNode } from '@contract/diagram/node'
import { Button, Group, Modal, Select, Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, useCommand, useQueryOf } from '../app/client/index'
import { go } from '../app/navigation'
import { CasePicker } from '../ui/pickers/CasePicker'
import { useComplaintClasses } from '../ui/refs/useComplaintClasses'
import { toastDone, toastFault } from '../ui/toasts'
import { blankOf, type CategorySet, grown } from './blank'
import { kindIcons } from './kinds'
import css from './rca.module.css'
import { type ComplaintGuess, complaintOf } from './templates/builtIn'
import { type Template, useBuiltIn, useComplaintNames, useTemplates } from './templates/useTemplates'

interface Props {
  readonly kind: DiagramKind
  /** Case it is for; null = to be chosen, or none. */
  readonly caseId: string | null
  readonly onClose: () => void
  readonly onMade: (id: string) => void
}

const sets: readonly CategorySet[] = ['fab', '4M', '6M', '8P', '4S', 'own']
const blank = 'blank'

/** What kind, what it is called, which case it is for, and what it starts from. */
export function NewDiagram(props: Props) {
  const { t } = useTranslation('studio')
  const [kind, setKind] = useState(props.kind)
  const [title, setTitle] = useState('')
  const [caseId, setCaseId] = useState(props.caseId)
  const [set, setSet] = useState<CategorySet>('fab')
  const [complaint, setComplaint] = useState<string | null>(null)
  const [from, setFrom] = useState<string | null>(null)
  const facts = useCaseWords(caseId)
  const files = useBuiltIn()
  const templates = useTemplates(kind)
  const create = useCommand('rca.create')
  const guess = complaintOf(files, facts?.words ?? title, facts?.classes)
  const about = complaint ?? guess.for
  const offered = templates.filter(one => one.for === about || one.for === '')
  const chosen =
    offered.find(one => one.key === from) ?? (from === blank ? undefined : fitting(offered, about))
  const name = title.trim() === '' ? (facts?.title ?? '') : title.trim()
  const make = async (): Promise<void> => {
    const nodes = chosen === undefined ? grown(kind, blankOf(kind, name, set)) : await chosen.nodes(name)
    const made = await create.mutateAsync({ kind, title: name, caseId, nodes: [...nodes] })
    props.onMade(made.id)
  }
  return (
    <Modal opened onClose={props.onClose} title={t(`new.${kind}`)} size="lg">
      <form
        onSubmit={event => {
          event.preventDefault()
          if (name !== '' && !create.isPending) make().catch(toastFault)
        }}
      >
        <Stack gap="sm">
          <KindChoice kind={kind} onKind={setKind} />
          <TextInput
            label={t('make.title')}
            placeholder={facts?.title ?? t('make.titleHint')}
            value={title}
            maxLength={300}
            data-autofocus
            onChange={event => {
              setTitle(event.currentTarget.value)
            }}
          />
          {props.caseId === null && (
            <CasePicker
              label={t('make.case')}
              placeholder={t('make.noCase')}
              value={caseId}
              onChange={setCaseId}
            />
          )}
          <ComplaintSelect value={about} onChange={setComplaint} guess={complaint === null ? guess : null} />
          <Start kind={kind} offered={offered} chosen={chosen} onFrom={setFrom} />
          {kind === 'fishbone' && chosen === undefined && <SetSelect value={set} onChange={setSet} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={props.onClose}>
              {t('app:cancel')}
            </Button>
            <Button type="submit" disabled={name === ''} loading={create.isPending}>
              {t('make.do')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** The template for just these complaints; one for any complaint has to be chosen. */
function fitting(offered: readonly Template[], about: string): Template | undefined {
  return about === '' ? undefined : offered.find(one => one.for === about)
}

function KindChoice({
  kind,
  onKind
}: {
  readonly kind: DiagramKind
  readonly onKind: (kind: DiagramKind) => void
}) {
  const { t } = useTranslation('studio')
  return (
    <div className={css.kinds} role="radiogroup" aria-label={t('columns.kind')}>
      {diagramKinds.map(one => {
        const Sign = kindIcons[one]
        return (
          <UnstyledButton
            key={one}
            role="radio"
            aria-checked={one === kind}
            className={css.kindCard}
            onClick={() => {
              onKind(one)
            }}
          >
            <Sign size={18} stroke={1.5} />
            {t(`rca:kinds.${one}`)}
          </UnstyledButton>
        )
      })}
    </div>
  )
}

interface ComplaintProps {
  readonly value: string
  readonly onChange: (code: string) => void
  /** By what it was guessed; null where a person said it. */
  readonly guess: ComplaintGuess | null
}

function ComplaintSelect({ value, onChange, guess }: ComplaintProps) {
  const { t } = useTranslation('studio')
  const names = useComplaintNames()
  const { nameOf } = useComplaintClasses()
  return (
    <Select
      label={t('make.complaint')}
      {...(guess === null || guess.by === null
        ? {}
        : {
            description:
              guess.by === 'word'
                ? t('make.guessed', { word: guess.said })
                : t('make.classified', { name: `${guess.said} ${nameOf(guess.said)}` })
          })}
      data={[...names]}
      value={value}
      allowDeselect={false}
      onChange={next => {
        onChange(next ?? '')
      }}
    />
  )
}

function SetSelect({
  value,
  onChange
}: {
  readonly value: CategorySet
  readonly onChange: (set: CategorySet) => void
}) {
  const { t } = useTranslation('studio')
  const words = (set: CategorySet): string =>
    set === 'own'
      ? t('make.ownSet')
      : t('diagram:named', {
          what: t(`rca:categorySets.${set}`),
          which: categorySets[set].map(key => t(`rca:categories.${key}`)).join(t('diagram:comma'))
        })
  return (
    <Select
      label={t('make.set')}
      data={sets.map(set => ({ value: set, label: words(set) }))}
      value={value}
      allowDeselect={false}
      onChange={next => {
        onChange(sets.find(set => set === next) ?? 'fab')
      }}
    />
  )
}

interface StartProps {
  readonly kind: DiagramKind
  readonly offered: readonly Template[]
  readonly chosen: Template | undefined
  readonly onFrom: (key: string) => void
}

/** Blank, or a template; the chosen one can be made the site's own and changed. */
function Start({ kind, offered, chosen, onFrom }: StartProps) {
  const { t } = useTranslation('studio')
  const edit = async (template: Template): Promise<void> => {
    if (template.siteId !== null) {
      go(`/studio/${template.siteId}`)
      return
    }
    const nodes: DiagramNode[] = await template.nodes('')
    const made = await call('rca.create', { kind, title: template.name, templateFor: template.for, nodes })
    toastDone(t('templates.ownMade', { title: template.name }))
    go(`/studio/${made.id}`)
  }
  return (
    <div>
      <Select
        label={t('make.from')}
        data={[
          { value: blank, label: t('make.blank') },
          ...offered.map(one => ({
            value: one.key,
            label: `${one.name}${one.siteId === null ? '' : ` · ${t('templates.own')}`}`
          }))
        ]}
        value={chosen?.key ?? blank}
        allowDeselect={false}
        // Also what is shown already: it may be shown only because the templates are not there yet.
        onOptionSubmit={onFrom}
      />
      {chosen !== undefined && (
        <Group gap={6} mt={4}>
          <Text size="xs" c="dimmed">
            {t(chosen.siteId === null ? 'templates.fromProduct' : 'templates.fromSite')}
          </Text>
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconPencil size={12} />}
            onClick={() => {
              edit(chosen).catch(toastFault)
            }}
          >
            {t('templates.edit')}
          </Button>
        </Group>
      )}
    </div>
  )
}

/** What a case is called, and the words by which its kind of complaint is known: its own and its customers'. */
function useCaseWords(
  caseId: string | null
): { readonly title: string; readonly words: string; readonly classes: readonly string[] } | null {
  const found = useQueryOf('cases.get', { id: caseId ?? '' }, { enabled: caseId !== null })
  const complaints = useQueryOf(
    'complaints.list',
    { where: { caseId: caseId ?? '' }, limit: 20 },
    { enabled: caseId !== null }
  )
  if (caseId === null || found.data === undefined) return null
  const record = found.data.case
  const rows = complaints.data?.rows ?? []
  const classes = rows.flatMap(row => row.items.map(item => item.classCode)).filter(code => code !== '')
  const told = rows.flatMap(row => [row.title, row.words, ...row.items.map(item => item.defect)])
  return { title: record.title, words: [record.title, record.description, ...told].join(' '), classes }
}

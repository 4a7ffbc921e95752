import { actionKinds } from '@contract/capa'
import type { DiagramNode } from '@contract/diagram/node'
import type { Input } from '@contract/index'
import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, useQueryOf } from '../../app/client/index'
import { useMay, useMe } from '../../app/me'
import { go } from '../../app/navigation'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import { toastPinned } from '../../evidence/toastPinned'
import { DayInput } from '../../ui/DayInput'
import { PersonPicker } from '../../ui/pickers/PersonPicker'
import { toastFault } from '../../ui/toasts'
import { useNames } from '../fishbone/names'
import { intoTree, newTree, newWhys } from './conversions'

/** What can be made of a node. */
export type Spawned = 'whys' | 'faultTree' | 'task' | 'action'

/** What can be made of a diagram's nodes: an action needs a case, and nothing is made of its own kind. */
export function spawnable({ diagram }: OpenDiagram): readonly Spawned[] {
  const all: readonly Spawned[] = ['whys', 'faultTree', 'task', 'action']
  return all.filter(into => into !== diagram.kind && (into !== 'action' || diagram.caseId !== null))
}

interface Props {
  readonly open: OpenDiagram
  readonly node: DiagramNode
  readonly into: Spawned
  readonly onClose: () => void
}

type Into = Input<'rca.spawn'>['into']

/** Makes a 5-Why, a part of a fault tree, a task or an action of a node; the two are linked. */
export function Spawn({ open, node, into, onClose }: Props) {
  const { t } = useTranslation('rca')
  const [busy, setBusy] = useState(false)
  const send = (make: () => Into | Promise<Into>): void => {
    setBusy(true)
    Promise.resolve()
      .then(make)
      .then(made => call('rca.spawn', { id: open.id, nodeId: node.id, into: made }))
      .then(({ entry, undoable, made }) => {
        open.session.take(entry, undoable)
        onClose()
        const { caseId } = open.diagram
        const to =
          made.kind === 'diagram'
            ? `/studio/${made.id}`
            : caseId === null
              ? '/work'
              : `/cases/${caseId}/${made.kind}s?open=${made.id}`
        toastPinned(t(`links.made.${made.kind === 'diagram' ? into : made.kind}`), t('links.look'), () => {
          go(to)
        })
      })
      .catch((fault: unknown) => {
        setBusy(false)
        toastFault(fault)
      })
  }
  const shared = { open, node, busy, send, onClose }
  return (
    <Modal opened onClose={onClose} title={t(`links.into.${into}`)}>
      {into === 'faultTree' ? (
        <TreeForm {...shared} />
      ) : into === 'whys' ? (
        <WhysForm {...shared} />
      ) : (
        <WorkForm {...shared} into={into} />
      )}
    </Modal>
  )
}

interface FormProps extends Omit<Props, 'into'> {
  readonly busy: boolean
  readonly send: (make: () => Into | Promise<Into>) => void
}

interface FrameProps extends FormProps {
  readonly ready: boolean
  readonly make: () => Into | Promise<Into>
  readonly children: ReactNode
}

function Frame({ busy, send, onClose, ready, make, children }: FrameProps) {
  const { t } = useTranslation('rca')
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (ready && !busy) send(make)
      }}
    >
      <Stack gap="sm">
        {children}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('app:cancel')}
          </Button>
          <Button type="submit" disabled={!ready} loading={busy}>
            {t('links.do')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function WhysForm(props: FormProps) {
  const { t } = useTranslation('rca')
  const { open, node } = props
  const nameOf = useNames()
  const [title, setTitle] = useState(nameOf(node))
  return (
    <Frame {...props} ready={title.trim() !== ''} make={() => newWhys(open, node, title.trim(), nameOf)}>
      <Title value={title} onChange={setTitle} />
      <Text size="xs" c="dimmed">
        {t('links.whysHint')}
      </Text>
    </Frame>
  )
}

const fresh = 'new'

function TreeForm(props: FormProps) {
  const { t } = useTranslation('rca')
  const { open, node } = props
  const { caseId } = open.diagram
  const nameOf = useNames()
  const [title, setTitle] = useState(nameOf(node))
  const [tree, setTree] = useState(fresh)
  const [as, setAs] = useState<'gate' | 'event'>('gate')
  const list = useQueryOf('rca.list', { kind: 'faultTree', caseId, limit: 200 })
  const trees = list.data?.rows ?? []
  const make = (): Into | Promise<Into> =>
    tree === fresh ? newTree(open, node, title.trim(), as, nameOf) : intoTree(open, node, tree, as, nameOf)
  return (
    <Frame {...props} ready={tree !== fresh || title.trim() !== ''} make={make}>
      <Select
        label={t('links.tree')}
        data={[
          { value: fresh, label: t('links.newTree') },
          ...trees.map(row => ({ value: row.id, label: `${row.caseNumber} ${row.title}`.trim() }))
        ]}
        value={tree}
        allowDeselect={false}
        onChange={next => {
          setTree(next ?? fresh)
        }}
      />
      {tree === fresh && <Title value={title} onChange={setTitle} />}
      <Select
        label={t('links.as')}
        data={(['gate', 'event'] as const).map(value => ({ value, label: t(`links.asKinds.${value}`) }))}
        value={as}
        allowDeselect={false}
        onChange={next => {
          setAs(next === 'event' ? 'event' : 'gate')
        }}
      />
      <Text size="xs" c="dimmed">
        {t(tree === fresh ? 'links.newTreeHint' : 'links.intoTreeHint')}
      </Text>
    </Frame>
  )
}

function WorkForm({ into, ...props }: FormProps & { readonly into: 'task' | 'action' }) {
  const { t } = useTranslation('rca')
  const me = useMe()
  const mayWrite = useMay('cases.write')
  const nameOf = useNames()
  const text = nameOf(props.node)
  const [title, setTitle] = useState(into === 'task' ? t('links.verify', { text }) : text)
  const [ownerId, setOwner] = useState<string | null>(me.id)
  const [due, setDue] = useState<string | null>(null)
  const [kind, setKind] = useState<(typeof actionKinds)[number]>('corrective')
  const make = (): Into =>
    into === 'task'
      ? { kind: 'task', title: title.trim().slice(0, 300), ownerId, due }
      : { kind: 'action', title: title.trim().slice(0, 300), actionKind: kind, ownerId, due }
  return (
    <Frame {...props} ready={title.trim() !== '' && mayWrite} make={make}>
      <Title value={title} onChange={setTitle} />
      {into === 'action' && (
        <Select
          label={t('links.actionKind')}
          data={actionKinds.map(value => ({ value, label: t(`capa:kinds.${value}`) }))}
          value={kind}
          allowDeselect={false}
          onChange={next => {
            setKind(actionKinds.find(one => one === next) ?? 'corrective')
          }}
        />
      )}
      <Group grow align="flex-end">
        <PersonPicker label={t('links.owner')} value={ownerId} onChange={setOwner} />
        <DayInput label={t('links.due')} value={due} onChange={setDue} />
      </Group>
    </Frame>
  )
}

function Title({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const { t } = useTranslation('studio')
  return (
    <TextInput
      label={t('studio:make.title')}
      value={value}
      maxLength={300}
      data-autofocus
      onChange={event => {
        onChange(event.currentTarget.value)
      }}
    />
  )
}

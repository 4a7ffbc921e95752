import type { StoryMaker } from '../types'

const marking: StoryMaker = () => ({
  title: 'Laser marking cannot be read by the camera, TS0512',
  severity: 'minor',
  customer: 'northwater',
  product: 'sensor',
  lots: ['sensorNorthwater'],
  opened: [41.4, 'engineer'],
  owner: 'engineer',
  due: -20,
  description:
    'Contrast of the second line is 18 %, the camera needs 25 %. Laser lens was dirty for one shift.',
  containment: [39.2, 'Two reels sorted by camera, 412 pieces out.'],
  rootCause: [
    34.3,
    'Occurrence: vapour on the laser lens. Non-detection: contrast is looked at, not measured. Systemic: cleaning by shift count was not in the work instruction.'
  ],
  states: [
    [40.9, 'containment', 'engineer'],
    [37.3, 'analysis', 'engineer'],
    [33.9, 'action', 'engineer'],
    [28.2, 'prevention', 'engineer'],
    [26.3, 'replySent', 'lead'],
    [22.1, 'accepted', 'lead'],
    [14.2, 'closed', 'lead']
  ],
  verdict: {
    at: 2.3,
    by: 'engineer',
    verdict: 'held',
    method: 'fishbone',
    root: 'Vapour on the laser lens, which nobody cleaned by shift count.',
    basis: 'customer',
    why: 'Contrast above 27 % on every part measured since, and the customer sees no rejects of the marking any more.'
  },
  complaints: [
    {
      customer: 'northwater',
      ref: 'NW-87904',
      received: 41.9,
      channel: 'email',
      title: 'AOI rejects the marking',
      words:
        'Our AOI rejects 1.4 % of the sensors for "marking weak", second line. By eye you can read them if you tilt the board.',
      items: [
        {
          product: 'sensor',
          lot: 'sensorNorthwater',
          defect: 'Illegible / missing / offset 印字模糊',
          class: 'VM.MARK.ILLG',
          cost: 13_700,
          complained: 840,
          delivered: 60_000
        }
      ]
    }
  ],
  actions: [
    {
      kind: 'containment',
      title: 'Sort the two reels by camera',
      owner: 'lab',
      added: 40.8,
      due: -39,
      then: [[39.3, 'implemented']]
    },
    {
      kind: 'corrective',
      title: 'Clean the lens every shift, contrast measured on five parts',
      owner: 'process',
      added: 33.8,
      due: -28,
      then: [
        [29.1, 'implemented'],
        [15.2, 'effective']
      ]
    },
    {
      kind: 'preventive',
      title: 'Same check on the other two lasers 横向展开',
      owner: 'process',
      added: 28.1,
      due: -22,
      then: [[23.1, 'effective']]
    }
  ]
})

const chipping: StoryMaker = () => ({
  title: 'Die chipping seen at the corner, told by phone',
  severity: 'minor',
  customer: 'tianyue',
  product: 'driver',
  lots: [],
  opened: [0.9, 'engineer'],
  owner: null,
  due: null,
  states: [[0.8, 'draft', 'engineer']],
  complaints: []
})

const ownBoard: StoryMaker = () => ({
  title: 'Reset loop at power-up, SB2203',
  severity: 'minor',
  customer: 'hailan',
  product: 'basis',
  lots: ['basisTest'],
  opened: [29.4, 'engineer'],
  owner: 'engineer',
  due: -15,
  description: '客户复位脚外接电容 10 uF，超出手册 100 nF，上电时序不满足。',
  states: [
    [28.9, 'triage', 'engineer'],
    [
      25.2,
      'withdrawn',
      'lead',
      '客户确认为自身外围设计问题并撤回 Customer found its own capacitor and withdrew'
    ]
  ],
  complaints: [
    {
      customer: 'hailan',
      ref: 'HLD-3305',
      received: 29.9,
      channel: 'email',
      title: '上电反复复位',
      words: '小批 50 套中 4 套上电后反复复位，更换 SB2203 后偶尔恢复。请确认复位阈值是否偏高。',
      items: [
        {
          product: 'basis',
          lot: 'basisTest',
          defect: '上电复位异常',
          class: 'EL.FUNC.LOGIC',
          complained: 4,
          delivered: 50
        }
      ]
    }
  ]
})

/** Visual cases, and two that lead nowhere. */
export const visualStories: readonly StoryMaker[] = [marking, chipping, ownBoard]

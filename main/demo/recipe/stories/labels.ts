import type { StoryMaker } from '../types'

const barcode: StoryMaker = () => ({
  title: '2D code on the reel label cannot be read at the second dock',
  severity: 'minor',
  customer: 'northwater',
  product: 'sensor',
  lots: ['sensorNorthwater'],
  opened: [31.2, 'lead'],
  owner: 'lead',
  due: -3,
  description:
    'The scanner of dock B does not know the longer code of the new label. Dock A reads it. Quiet zone is 1.2 mm, should be 2 mm.',
  containment: [29.8, 'Ten labels printed again by hand, shipment booked in.'],
  rootCause: [
    24.1,
    'Occurrence: the new label template lost its quiet zone. Non-detection: labels are read with our scanner only, which forgives. Systemic: no reading test with a customer scanner in the label change.'
  ],
  states: [
    [30.8, 'containment', 'lead'],
    [25.9, 'analysis', 'lead'],
    [23.7, 'action', 'lead'],
    [17.2, 'prevention', 'lead'],
    [11.3, 'replySent', 'lead'],
    [5.7, 'accepted', 'lead']
  ],
  complaints: [
    {
      customer: 'northwater',
      ref: 'NW-88034',
      received: 31.6,
      channel: 'email',
      title: 'Label will not scan',
      words:
        'Dock B cannot scan your new reel labels. Ten reels are standing on the floor. Dock A takes them. Fix your label or send someone who types it in.',
      items: [
        {
          product: 'sensor',
          lot: 'sensorNorthwater',
          defect: 'Barcode / 2D unreadable 条码/二维码不可读',
          class: 'DL.LAB.LBC',
          cost: 3400,
          supplier: 'labels',
          complained: 10,
          delivered: 20
        }
      ]
    },
    {
      customer: 'voltera',
      ref: 'VM-NC-4402',
      received: 19.1,
      channel: 'portal',
      title: 'Reel label: code unreadable',
      words:
        'Reel 2 of the sensors cannot be booked in, the 2D code is not read. Please send the content as text.',
      items: [
        {
          product: 'sensor',
          lot: 'sensorVoltera',
          defect: 'Barcode / 2D unreadable',
          class: 'DL.LAB.LBC',
          cost: 1100,
          supplier: 'labels',
          complained: 1,
          delivered: 10
        }
      ]
    }
  ],
  actions: [
    {
      kind: 'correction',
      title: 'Print the ten labels again',
      owner: 'lead',
      added: 30.7,
      due: -29,
      then: [[29.9, 'implemented']]
    },
    {
      kind: 'containment',
      title: 'Old label template until the new one is mended',
      owner: 'lead',
      added: 30.6,
      due: -29,
      then: [[29.7, 'implemented']]
    },
    {
      kind: 'corrective',
      title: 'Quiet zone of 2 mm, template locked',
      owner: 'lead',
      added: 23.6,
      due: -18,
      then: [
        [18.3, 'implemented'],
        [6.4, 'effective']
      ]
    },
    {
      kind: 'preventive',
      title: 'Label changes are read with three scanners',
      owner: 'lead',
      added: 17.1,
      due: -8,
      then: [[9.3, 'implemented']]
    }
  ]
})

const orientation: StoryMaker = lot => ({
  title: 'Parts turned by 180 degrees in the carrier tape, PM1106',
  severity: 'major',
  customer: 'aurora',
  product: 'supply',
  lots: ['supplyAurora'],
  opened: [4.6, 'engineer'],
  owner: 'engineer',
  team: ['engineer', 'process'],
  due: 11,
  description:
    'Pin 1 points to the sprocket side from the splice on. One reel so far; AOI of the customer caught all of them.',
  containment: [
    2.7,
    'Reel 4 back from the customer; reels 3 and 5 read, no finding. Stock on hold until TAPE-03 is checked.'
  ],
  states: [
    [4.3, 'triage', 'engineer'],
    [3.6, 'containment', 'engineer']
  ],
  complaints: [
    {
      customer: 'aurora',
      ref: 'AD-QN-20741',
      received: 4.9,
      channel: 'portal',
      title: 'Orientation in tape wrong from the splice on',
      words: `Reel 4 of lot ${lot('supplyAurora')}: all pieces after the splice are turned by 180 degrees. AOI stopped the line after 3 boards. D3 within 24 hours please.`,
      items: [
        {
          product: 'supply',
          lot: 'supplyAurora',
          lotText: 'reel 4',
          defect: 'Wrong orientation in tape/tray 编带方向错误',
          class: 'DL.MIX.ORIN',
          cost: 27_800,
          complained: 1870,
          delivered: 36_000,
          returned: 1870
        }
      ]
    },
    {
      customer: 'aurora',
      ref: 'AD-QN-20744',
      received: 2.4,
      channel: 'portal',
      title: 'Same orientation error on reel 7',
      words:
        'Reel 7: 212 pieces turned, again behind the splice. We now check every reel at the splice and will send the bill.',
      items: [
        {
          product: 'supply',
          lot: 'supplyAurora',
          lotText: 'reel 7',
          defect: 'Wrong orientation in tape/tray 编带方向错误',
          class: 'DL.MIX.ORIN',
          cost: 5100,
          complained: 212,
          delivered: 36_000
        }
      ]
    }
  ],
  actions: [
    {
      kind: 'containment',
      title: 'Hold stock packed on TAPE-03 since the last audit',
      owner: 'process',
      added: 3.5,
      due: -2,
      then: [[2.8, 'implemented']]
    }
  ],
  tasks: [{ title: 'Video of the splice procedure on TAPE-03', owner: 'process', added: 2.5, due: 2 }]
})

const shortQuantity: StoryMaker = () => ({
  title: '到货少 500 颗，TS0512',
  severity: 'minor',
  customer: 'voltera',
  product: 'sensor',
  lots: ['sensorVoltera'],
  opened: [0.7, 'lead'],
  owner: 'lead',
  due: 5,
  states: [],
  complaints: [
    {
      customer: 'voltera',
      ref: 'VM-NC-4440',
      received: 1.1,
      channel: 'portal',
      title: 'Short quantity, one reel',
      words:
        'Reel 9 has 2,500 pieces by counter, label says 3,000. The leader is intact, so it was packed that way.',
      items: [
        {
          product: 'sensor',
          lot: 'sensorVoltera',
          lotText: 'reel 9',
          defect: 'Short quantity 少数',
          class: 'DL.QTY.SHRT',
          cost: 4200,
          complained: 500,
          delivered: 30_000
        }
      ]
    }
  ]
})

const peelForce: StoryMaker = () => ({
  title: 'Cover tape tears, peel force above 1.3 N',
  severity: 'minor',
  customer: 'aurora',
  product: 'driver',
  lots: ['ringAurora'],
  opened: [1.3, 'engineer'],
  owner: 'engineer',
  due: 14,
  states: [],
  complaints: [
    {
      customer: 'aurora',
      ref: 'AD-QN-20755',
      received: 1.7,
      channel: 'portal',
      title: 'Cover tape tears at the feeder',
      words:
        'Cover tape of two reels tears at the feeder, peel force measured 1.4 to 1.6 N (IEC 60286-3: 0.1 to 1.3 N). Feeder and speed unchanged.',
      items: [
        {
          product: 'driver',
          lot: 'ringAurora',
          lotText: 'reels 2 and 6',
          defect: 'Carrier/cover tape, peel force 剥离力',
          class: 'DL.PACK.TAPE',
          cost: 2300,
          supplier: 'tape',
          complained: 2,
          delivered: 18
        }
      ]
    }
  ]
})

/** Labels, tape and quantity. */
export const labelsStories: readonly StoryMaker[] = [barcode, orientation, shortQuantity, peelForce]

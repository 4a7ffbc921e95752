import type { StoryMaker } from '../types'

const overstress: StoryMaker = lot => ({
  title: 'Supply pin burnt after hot-plug, SB2203',
  severity: 'major',
  customer: 'northwater',
  product: 'basis',
  lots: ['basisNorthwater'],
  opened: [22.4, 'engineer'],
  owner: 'engineer',
  team: ['engineer', 'lab'],
  due: -4,
  description:
    'Photo shows melted metal at VS. Overstress is likely, but the source is not known: EIPD level 1, single case per site so far. Parts and the waveform at the connector are asked for.',
  states: [
    [21.8, 'triage', 'engineer'],
    [
      19.2,
      'waiting',
      'engineer',
      'Waiting for the four samples and the waveform at the connector 等待样品与波形'
    ]
  ],
  complaints: [
    {
      customer: 'northwater',
      ref: 'NW-88213',
      received: 22.9,
      channel: 'phone',
      title: 'LIN chip dead, smell of burning',
      words:
        'Four boards dead at the functional station this week, chip U2 has a hole in the case near pin 1. They were fine before the harness was plugged. Operator says it sparked once.',
      items: [
        {
          product: 'basis',
          lot: 'basisNorthwater',
          defect: 'EOS (electrical overstress) 过电应力',
          class: 'EL.EIPD.EOS',
          cost: 4600,
          complained: 4,
          delivered: 24_000
        }
      ]
    },
    {
      customer: 'northwater',
      ref: 'NW-88260',
      received: 18.4,
      channel: 'email',
      title: 'Two more burnt LIN chips',
      words: `Two more at station 4, same look, lot ${lot('basisNorthwater')} again. We changed the harness connector supplier in the same week, just so you know.`,
      items: [
        {
          product: 'basis',
          lot: 'basisNorthwater',
          defect: 'EOS (electrical overstress)',
          class: 'EL.EIPD.EOS',
          cost: 1900,
          complained: 2,
          delivered: 24_000
        }
      ]
    }
  ],
  tasks: [
    { title: 'Remind Northwater of the samples, third time', owner: 'engineer', added: 12.2, due: -6 },
    {
      title: 'Compare with EOS cases of the last two years',
      owner: 'lab',
      added: 20.1,
      due: -10,
      then: [[15.1, 'done']]
    }
  ],
  comments: [
    {
      by: 'lead',
      at: 11.6,
      text: 'Nineteen days in, no parts. Tell them in writing that the clock of the analysis starts when the samples arrive.',
      mentions: ['engineer']
    }
  ]
})

const popcorn: StoryMaker = () => ({
  title: 'PM1106 draws 4 mA after second reflow, delamination under the bumps',
  severity: 'major',
  customer: 'aurora',
  product: 'supply',
  lots: ['supplyTest', 'supplyAurora'],
  opened: [51.3, 'engineer'],
  owner: 'engineer',
  team: ['engineer', 'lab', 'process'],
  due: 3,
  description:
    'C-SAM shows delamination at the passivation edge on 6 of 8 parts after two reflows, none after one. Baking before the second reflow removes it. Floor life on the label was that of the older resin.',
  containment: [
    48.1,
    'Remaining reels baked 24 h at 125 °C and packed again; label shows MSL 3 instead of MSL 1. 36,000 pieces checked, 0 NG after bake.'
  ],
  rootCause: [
    37.2,
    'Occurrence: resin of the redistribution layer was changed and takes up more moisture. Non-detection: the change was qualified with one reflow only. Systemic: the change form does not ask for the number of reflows.'
  ],
  states: [
    [50.9, 'triage', 'engineer'],
    [50.2, 'containment', 'lead'],
    [46.3, 'analysis', 'engineer'],
    [36.8, 'action', 'engineer'],
    [27.1, 'prevention', 'engineer'],
    [21.2, 'replySent', 'lead'],
    [16.4, 'accepted', 'lead'],
    [15.9, 'monitoring', 'lead']
  ],
  complaints: [
    {
      customer: 'aurora',
      ref: 'AD-QN-20533',
      received: 51.8,
      channel: 'portal',
      title: 'Quiescent current 4 mA after double-sided assembly',
      words:
        'After the second reflow 31 of 2,000 boards draw 3.8 to 4.4 mA on VIN with everything off. Single-sided boards are fine. Lot and profile are in the attachment of the portal.',
      items: [
        {
          product: 'supply',
          lot: 'supplyAurora',
          defect: 'MSL / popcorn after reflow 回流爆米花',
          class: 'RL.ENV.MSL',
          cost: 44_800,
          supplier: 'bags',
          complained: 31,
          delivered: 36_000,
          returned: 12
        }
      ]
    },
    {
      customer: 'qinghe',
      ref: 'QH-IQC-0874',
      received: 47.2,
      channel: 'email',
      title: 'PM1106 二次回流后漏电',
      words:
        '双面板二次回流后 0.9% 输入漏电偏大，烘烤后重新贴装正常，怀疑受潮。请确认潮敏等级是否有变更，变更未见通知。',
      items: [
        {
          product: 'supply',
          lot: 'supplyQinghe',
          defect: '潮敏/分层',
          class: 'RL.ENV.MSL',
          cost: 26_500,
          supplier: 'bags',
          complained: 27,
          delivered: 30_000,
          returned: 10
        }
      ]
    },
    {
      customer: 'hailan',
      ref: 'HLD-3288',
      received: 44.6,
      channel: 'phone',
      title: '询问 PM1106 是否需要烘烤（电话）',
      words: '电话：听说同型号其他客户回流后漏电，我司库存 4 盘是否要先烘烤？请书面回复。',
      items: [
        { product: 'supply', defect: '潮敏等级疑问', class: 'DC.SVC', complained: 0, delivered: 12_000 }
      ]
    }
  ],
  actions: [
    {
      kind: 'containment',
      title: 'Bake and repack all reels 烘烤并重新包装',
      owner: 'process',
      added: 50.1,
      due: -48,
      then: [[48.2, 'effective']]
    },
    {
      kind: 'corrective',
      title: 'Label and data sheet: MSL 3',
      owner: 'engineer',
      added: 36.5,
      due: -28,
      then: [
        [30.2, 'implemented'],
        [18.1, 'effective']
      ]
    },
    {
      kind: 'corrective',
      title: 'Qualify resin changes with three reflows',
      owner: 'process',
      added: 36.2,
      due: -20,
      then: [[24.3, 'implemented']]
    },
    {
      kind: 'preventive',
      title: 'Change form asks for reflows, MSL and storage 变更单增加回流次数',
      owner: 'lead',
      added: 26.8,
      due: -18,
      then: [[19.4, 'implemented']]
    }
  ],
  tasks: [
    {
      title: 'Effectiveness: 60 days or 100,000 pieces without a return',
      owner: 'engineer',
      added: 15.8,
      due: 26
    }
  ]
})

const bondLift: StoryMaker = lot => ({
  title: 'Intermittent output on phase 2, second bond lifted',
  severity: 'major',
  customer: 'kitamura',
  product: 'driver',
  lots: ['ringAssembly'],
  opened: [33.4, 'engineer'],
  owner: 'engineer',
  team: ['engineer', 'lab'],
  due: -1,
  description:
    'Stitch bond of OUT2 lifted on both parts; pull test of retained samples 3.1 to 7.8 g, limit 4 g. Plating of the leadframe lot is rough under the SEM.',
  containment: [
    31.3,
    'Leadframe lot blocked at the assembly house, 100 % pull sampling on three running lots.'
  ],
  rootCause: [
    23.4,
    'Occurrence: silver plating of one leadframe lot was 1.2 um instead of 3 um. Non-detection: incoming inspection measured one strip of 400. Systemic: thickness is no special characteristic in the control plan.'
  ],
  states: [
    [32.9, 'triage', 'engineer'],
    [32.1, 'containment', 'engineer'],
    [29.2, 'analysis', 'engineer'],
    [22.8, 'action', 'engineer'],
    [12.3, 'prevention', 'engineer'],
    [4.2, 'replySent', 'lead']
  ],
  complaints: [
    {
      customer: 'kitamura',
      ref: 'KM-1102',
      received: 33.9,
      channel: 'email',
      title: 'Phase missing now and then',
      words: `Axis 3 loses phase 2 when the board is bent by hand. Two units. Assembly lot on the label is ${lot('ringAssembly')}. X-ray shows a shadow at the second bond.`,
      items: [
        {
          product: 'driver',
          lot: 'ringAssembly',
          defect: 'Bond lift / NSOP 焊点脱落',
          class: 'PK.INT.LIFT',
          cost: 16_100,
          complained: 2,
          delivered: 1200,
          returned: 2
        }
      ]
    }
  ],
  actions: [
    {
      kind: 'containment',
      title: 'Block the leadframe lot',
      owner: 'lead',
      added: 32.0,
      due: -31,
      then: [[31.4, 'implemented']]
    },
    {
      kind: 'corrective',
      title: 'Plating thickness as special characteristic, 5 strips a lot',
      owner: 'process',
      added: 22.6,
      due: -10,
      then: [[13.2, 'implemented']]
    },
    {
      kind: 'preventive',
      title: 'Look across: the other three plated leadframes 横向展开',
      owner: 'engineer',
      added: 12.1,
      due: 5,
      then: [[8.1, 'doing']]
    }
  ],
  tasks: [{ title: 'Ask Kitamura whether the reply is accepted', owner: 'engineer', added: 4.0, due: 4 }]
})

/** Cases of overstress, moisture and bonds. */
export const stressStories: readonly StoryMaker[] = [overstress, popcorn, bondLift]

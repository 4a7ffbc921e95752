import type { StoryMaker } from '../types'

const ballCrack: StoryMaker = lot => ({
  title: '跌落试验后焊球开裂，PM1106',
  severity: 'major',
  customer: 'qinghe',
  product: 'supply',
  lots: ['supplyQinghe'],
  opened: [26.3, 'engineer'],
  owner: 'engineer',
  team: ['engineer', 'lab', 'process'],
  due: 5,
  description:
    '染色试验：角球 A1、G7 开裂，裂纹在 IMC 层。客户未使用底部填充，推荐设计要求填充。UBM 厚度 1.1 um，规格 1.0～1.6 um。',
  containment: [23.8, '客户端对角球位置点胶，停线解除；在库批次做 30 次跌落抽检，0/45。'],
  rootCause: [
    13.1,
    '发生：凸点下金属偏薄（规格下限）叠加客户板无底部填充。流出：跌落试验仅覆盖填充条件。系统：应用手册未写明不填充时的板厚限制。'
  ],
  states: [
    [25.9, 'triage', 'engineer'],
    [25.1, 'containment', 'engineer'],
    [21.2, 'analysis', 'engineer'],
    [12.7, 'action', 'engineer']
  ],
  complaints: [
    {
      customer: 'qinghe',
      ref: 'QH-IQC-0893',
      received: 26.8,
      channel: 'email',
      title: 'PM1106 跌落后失效',
      words: `1.2 米跌落 12 台失效 3 台，电源无输出，按压芯片恢复。X 光疑似焊球开裂。批次 ${lot('supplyQinghe')}，请安排切片分析并提供焊球推力数据。`,
      items: [
        {
          product: 'supply',
          lot: 'supplyQinghe',
          defect: '焊球开裂',
          class: 'PK.INT.BUMP',
          cost: 33_600,
          supplier: 'bumping',
          complained: 3,
          delivered: 30_000,
          returned: 3
        }
      ]
    },
    {
      customer: 'hailan',
      ref: 'HLD-3318',
      received: 20.3,
      channel: 'phone',
      title: '振动后电源掉电（电话）',
      words: '电话反馈：振动台 2 小时后 1 台掉电，敲击恢复，怀疑与焊球有关，样品本周寄出。',
      items: [
        {
          product: 'supply',
          defect: '焊球/接触不良',
          class: 'PK.INT.BUMP',
          cost: 2400,
          supplier: 'bumping',
          complained: 1,
          delivered: 2000,
          returned: 1
        }
      ]
    }
  ],
  actions: [
    {
      kind: 'containment',
      title: '客户端角球点胶',
      owner: 'engineer',
      added: 25.0,
      due: -23,
      then: [[23.9, 'implemented']]
    },
    {
      kind: 'corrective',
      title: 'UBM 厚度目标上移至 1.35 um',
      owner: 'process',
      added: 12.5,
      due: 1,
      then: [[7.2, 'doing']]
    },
    {
      kind: 'preventive',
      title: '应用手册增加无填充条件的板厚与跌落限制',
      owner: 'engineer',
      added: 12.2,
      due: 16
    }
  ],
  tasks: [{ title: '切片报告翻译成英文，归档', owner: 'lab', added: 11.3, due: -3 }]
})

const solderability: StoryMaker = lot => ({
  title: 'BGA balls do not wet, oxidised after long storage',
  severity: 'major',
  customer: 'birchdale',
  product: 'frontEnd',
  lots: ['frontAssembly', 'frontBirchdale'],
  opened: [38.2, 'engineer'],
  owner: 'engineer',
  team: ['engineer', 'lab'],
  due: 2,
  description:
    'Wetting balance of returned parts: 1.9 s to zero force, fresh parts 0.6 s. Date code was 21 months at delivery, agreement with the customer says 18.',
  containment: [
    35.4,
    'All stock older than 15 months blocked: 2,250 pieces. Replacement from a fresh lot sent.'
  ],
  rootCause: [
    26.9,
    'Occurrence: parts were shipped beyond the agreed age. Non-detection: the pick list sorts by place, not by date code. Systemic: customer-specific shelf life is kept in a mail, not in the system.'
  ],
  states: [
    [37.8, 'triage', 'engineer'],
    [36.9, 'containment', 'engineer'],
    [32.3, 'analysis', 'engineer'],
    [26.4, 'action', 'engineer'],
    [13.8, 'prevention', 'engineer']
  ],
  complaints: [
    {
      customer: 'birchdale',
      ref: 'BM-CMP-0229',
      received: 38.8,
      channel: 'letter',
      title: 'Open joints under the front end',
      words: `Nine boards of the pilot run have open joints under U11. Our soldering passes with other BGAs on the same board. Assembly lot ${lot('frontAssembly')} has a date code that is older than we agreed.`,
      items: [
        {
          product: 'frontEnd',
          lot: 'frontBirchdale',
          defect: 'Solderability / oxidation 可焊性不良/氧化',
          class: 'PK.LEAD.SOLD',
          cost: 21_500,
          supplier: 'plating',
          complained: 9,
          delivered: 4800,
          returned: 4
        }
      ]
    },
    {
      customer: 'birchdale',
      ref: 'BM-CMP-0233',
      received: 34.1,
      channel: 'email',
      title: 'Four more boards with open joints',
      words:
        'Four more boards of the same pilot run, U11 again. We have stopped the run. Please tell us by Friday whether the replacement parts are from a fresh date code.',
      items: [
        {
          product: 'frontEnd',
          lot: 'frontBirchdale',
          defect: 'Solderability / oxidation 可焊性不良/氧化',
          class: 'PK.LEAD.SOLD',
          cost: 8700,
          supplier: 'plating',
          complained: 4,
          delivered: 4800
        }
      ]
    }
  ],
  actions: [
    {
      kind: 'containment',
      title: 'Block stock older than 15 months',
      owner: 'lead',
      added: 36.8,
      due: -35,
      then: [[35.5, 'effective']]
    },
    {
      kind: 'correction',
      title: 'Replace 4,800 pieces from a fresh lot',
      owner: 'lead',
      added: 36.5,
      due: -30,
      then: [[31.2, 'implemented']]
    },
    {
      kind: 'corrective',
      title: 'Pick by date code, oldest first, with a stop at the agreed age 先进先出并设龄期拦截',
      owner: 'lead',
      added: 26.2,
      due: -12,
      then: [[15.2, 'implemented']]
    },
    {
      kind: 'preventive',
      title: 'Shelf life of each customer into the order master',
      owner: 'lead',
      added: 13.6,
      due: 6,
      then: [[9.2, 'doing']]
    }
  ],
  tasks: [
    {
      title: 'Prevention page of the 8D, for review',
      owner: 'engineer',
      added: 12.9,
      due: 0,
      then: [[3.3, 'doing']]
    }
  ]
})

const coplanarity: StoryMaker = () => ({
  title: '引脚共面性超差再次出现，MC3340',
  severity: 'major',
  customer: 'kitamura',
  product: 'controller',
  lots: ['controllerKitamura'],
  opened: [88.2, 'engineer'],
  owner: 'engineer',
  team: ['engineer', 'process'],
  due: 7,
  description:
    '首次：托盘堆叠压脚，改用加高托盘后关闭。再次投诉批次使用旧托盘，混用未被拦截。Second time: old trays were still in use on night shift.',
  containment: [85.1, '在库全检 8,000 颗，剔除 26 颗。'],
  rootCause: [
    78.1,
    '发生：托盘深度不足，堆叠时压到引脚。流出：包装后不再测共面性。系统：托盘图号未锁定版本。'
  ],
  states: [
    [87.6, 'triage', 'engineer'],
    [86.8, 'containment', 'engineer'],
    [82.3, 'analysis', 'engineer'],
    [77.4, 'action', 'engineer'],
    [68.2, 'prevention', 'engineer'],
    [63.1, 'replySent', 'lead'],
    [57.2, 'accepted', 'lead'],
    [52.4, 'closed', 'lead'],
    [10.3, 'reopened', 'lead', 'Same defect again from a lot packed in old trays 旧托盘再次混入']
  ],
  verdict: {
    at: 10.1,
    by: 'lead',
    verdict: 'didNotHold',
    method: 'whys',
    root: '托盘深度不足，堆叠时压到引脚。Trays too shallow: stacked, they press on the leads.',
    basis: 'recurrence',
    why: 'The same defect came back from a lot packed in old trays: that the drawing was not locked was the deeper cause. 旧托盘未锁定版本才是更深的原因。'
  },
  complaints: [
    {
      customer: 'kitamura',
      ref: 'KM-0388',
      received: 88.7,
      channel: 'email',
      title: 'Leads bent, coplanarity 0.14 mm',
      words:
        'Six pieces of 500 have leads 0.12 to 0.14 mm out of plane (limit 0.10). All six were in the lowest tray of the stack.',
      items: [
        {
          product: 'controller',
          defect: 'Coplanarity 共面性',
          class: 'PK.LEAD.COPL',
          cost: 7600,
          supplier: 'trays',
          complained: 6,
          delivered: 8000,
          returned: 6
        }
      ]
    },
    {
      customer: 'kitamura',
      ref: 'KM-1121',
      received: 10.7,
      channel: 'email',
      title: 'Coplanarity again',
      words:
        'The same defect as last time, four pieces, lowest tray again. The trays carry the old drawing number. We closed your 8D in good faith; please explain.',
      items: [
        {
          product: 'controller',
          lot: 'controllerKitamura',
          defect: 'Coplanarity 共面性',
          class: 'PK.LEAD.COPL',
          cost: 12_900,
          supplier: 'trays',
          complained: 4,
          delivered: 8000,
          returned: 4
        }
      ]
    }
  ],
  actions: [
    {
      kind: 'containment',
      title: '在库全检',
      owner: 'lab',
      added: 86.7,
      due: -85,
      then: [[85.2, 'implemented']]
    },
    {
      kind: 'corrective',
      title: '更换加高托盘',
      owner: 'process',
      added: 77.3,
      due: -70,
      then: [
        [69.1, 'implemented'],
        [10.2, 'ineffective']
      ]
    },
    {
      kind: 'preventive',
      title: '托盘图号锁定版本',
      owner: 'process',
      added: 68.0,
      due: -60,
      then: [[61.2, 'implemented']]
    },
    {
      kind: 'corrective',
      title: 'Scrap the old trays and count them 旧托盘全部报废并清点',
      owner: 'process',
      added: 9.6,
      due: 1,
      then: [[6.1, 'doing']]
    }
  ],
  comments: [
    {
      by: 'lead',
      at: 10.1,
      text: 'This is the repeat that an auditor asks for first. Why were the old trays still on the floor?',
      mentions: ['engineer', 'process']
    }
  ]
})

/** Package cases. */
export const packageStories: readonly StoryMaker[] = [ballCrack, solderability, coplanarity]

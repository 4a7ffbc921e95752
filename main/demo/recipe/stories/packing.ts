import type { StoryMaker } from '../types'

const mixedReel: StoryMaker = lot => ({
  title: 'Two part numbers on one reel, SB2203 and SB2205',
  severity: 'critical',
  customer: 'northwater',
  product: 'basis',
  lots: ['basisTest', 'basisNorthwater'],
  opened: [66.3, 'engineer'],
  owner: 'engineer',
  team: ['engineer', 'process', 'lead'],
  due: -30,
  description:
    '38 pieces of the 5 V variant follow a splice on reel 12. Tape-and-reel log shows a restart after a jam, with the tray of the job before still in the feeder.',
  containment: [
    65.2,
    'Reels 10 to 14 back from the dock, 100 % read by camera: 38 wrong of 15,000. No other reel of that shift is affected.'
  ],
  rootCause: [
    57.4,
    'Occurrence: the feeder was not cleared after a jam. Non-detection: the camera reads the first and last 50 pieces only. Systemic: restart after a jam needs no second person.'
  ],
  states: [
    [66.1, 'containment', 'lead'],
    [62.2, 'analysis', 'engineer'],
    [56.9, 'action', 'engineer'],
    [48.3, 'prevention', 'engineer'],
    [44.2, 'replySent', 'lead'],
    [39.1, 'accepted', 'lead'],
    [38.4, 'monitoring', 'lead'],
    [9.2, 'closed', 'lead']
  ],
  complaints: [
    {
      customer: 'northwater',
      ref: 'NW-87112',
      received: 66.6,
      channel: 'phone',
      title: 'Wrong chips in the reel',
      words: `Line 2 stopped. Reel 12 of lot ${lot('basisNorthwater')} has the 5 V part in it, the marking says SB2205. We found 9, no idea how many more. Call back NOW please.`,
      items: [
        {
          product: 'basis',
          lot: 'basisNorthwater',
          lotText: 'reel 12',
          defect: 'Wrong part number 错料',
          class: 'DL.MIX.WP',
          cost: 64_300,
          complained: 9,
          delivered: 24_000,
          returned: 9
        }
      ]
    },
    {
      customer: 'northwater',
      ref: 'NW-87131',
      received: 65.7,
      channel: 'email',
      title: 'Charge for line stop',
      words:
        'Following the mixed reel we will charge 5.5 hours of line 2. Please confirm in writing how the remaining reels were checked.',
      items: [
        {
          product: 'basis',
          lot: 'basisNorthwater',
          defect: 'Wrong part number 错料',
          class: 'DL.MIX.WP',
          cost: 38_700,
          complained: 38,
          delivered: 24_000
        }
      ]
    }
  ],
  actions: [
    {
      kind: 'containment',
      title: 'Read reels 10 to 14 by camera, every piece',
      owner: 'lead',
      added: 66.0,
      due: -65,
      then: [[65.3, 'effective']]
    },
    {
      kind: 'corrective',
      title: 'Second person and empty-feeder photo before a restart',
      owner: 'process',
      added: 56.8,
      due: -50,
      then: [
        [51.2, 'implemented'],
        [20.3, 'effective']
      ]
    },
    {
      kind: 'corrective',
      title: 'Camera reads every piece on TAPE-03',
      owner: 'process',
      added: 56.5,
      due: -45,
      then: [
        [46.1, 'implemented'],
        [20.2, 'effective']
      ]
    },
    {
      kind: 'preventive',
      title: 'Same lock on the other four lines 其余四条线同步',
      owner: 'process',
      added: 48.1,
      due: -35,
      then: [[36.2, 'effective']]
    }
  ]
})

const humidityCard: StoryMaker = () => ({
  title: '湿度卡变色，真空袋已拆封（客户存放）',
  severity: 'minor',
  customer: 'hailan',
  product: 'driver',
  lots: ['ringHailan'],
  opened: [24.2, 'engineer'],
  owner: 'engineer',
  due: -12,
  description: '照片显示封口为客户二次热封，拆封日期早于投诉 19 天。出货记录：湿度卡 5% 点为蓝色。',
  states: [
    [23.8, 'triage', 'engineer'],
    [
      20.4,
      'rejected',
      'lead',
      '拆封后存放 19 天，非供方责任；已提供烘烤条件 Opened at the customer 19 days before'
    ]
  ],
  complaints: [
    {
      customer: 'hailan',
      ref: 'HLD-3312',
      received: 24.7,
      channel: 'message',
      title: '湿度卡 60% 点变粉',
      words: '开袋时湿度卡 60% 点已变粉红，是否还能上线？请出具书面意见。',
      items: [
        {
          product: 'driver',
          lot: 'ringHailan',
          defect: '真空袋/湿度卡异常',
          class: 'DL.PACK.MBB',
          cost: 11_800,
          supplier: 'bags',
          complained: 2500,
          delivered: 6000
        }
      ]
    }
  ]
})

const secondRing: StoryMaker = () => ({
  title: '驱动芯片过温保护（与边缘环案件重复）',
  severity: 'major',
  customer: 'hailan',
  product: 'driver',
  lots: ['ringHailan'],
  opened: [15.4, 'test'],
  owner: 'test',
  due: null,
  description: '与在办案件同一批次、同一失效：高边导通电阻偏大。',
  states: [
    [14.9, 'duplicate', 'lead', 'Same lot and same cause as the case of the edge ring 同批同因，转主案']
  ],
  complaints: [
    {
      customer: 'hailan',
      ref: 'HLD-3334',
      received: 15.8,
      channel: 'email',
      title: '再次反馈：过温保护',
      words: '补充反馈，本周又发现 3 台过温保护，批次相同。上次邮件尚未收到正式受理编号，请尽快确认。',
      items: [
        {
          product: 'driver',
          lot: 'ringHailan',
          defect: '导通电阻偏大，温升高',
          class: 'EL.PARA.VTH',
          cost: 8400,
          complained: 3,
          delivered: 6000,
          returned: 3
        }
      ]
    }
  ]
})

/** Packing cases. */
export const packingStories: readonly StoryMaker[] = [mixedReel, humidityCard, secondRing]

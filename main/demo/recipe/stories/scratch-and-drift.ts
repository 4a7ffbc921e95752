import type { StoryMaker } from '../types'

const scratch: StoryMaker = lot => ({
  title: `天玥：晶圆 W05 有连续失效带（划伤），批次 ${lot('scratch')}`,
  severity: 'major',
  customer: 'tianyue',
  product: 'driver',
  lots: ['scratch', 'scratchTianyue'],
  opened: [5.6, 'engineer'],
  owner: 'test',
  team: ['test', 'lab', 'process'],
  due: 8,
  description:
    'One wafer of twelve has a line of failing dies from the upper left to the right of the centre, SCAN and CONTINUITY bins. The other wafers of the lot have nothing there. 显微镜下可见弧形划痕，疑似 CMP 保持环崩缺。',
  containment: [3.8, '同批 12 片全部复检，其余 11 片无划伤；CMP-03 停机点检。已通知客户隔离 W05。'],
  states: [
    [5.2, 'triage', 'test'],
    [4.4, 'containment', 'test']
  ],
  complaints: [
    {
      customer: 'tianyue',
      ref: 'TY-W-0077',
      received: 6.1,
      channel: 'message',
      title: '来料晶圆 W05 良率异常',
      words:
        'W05 片来料目检有一条弧形划痕，自左上至中心偏右，长约 10 cm。MAP 上对应位置连续失效，其余 11 片正常。这片已停用，请安排换货并说明划痕产生的站点。照片稍后补发。',
      items: [
        {
          product: 'driver',
          lot: 'scratchTianyue',
          lotText: 'W05',
          defect: '划伤，局部良率低',
          class: 'WF.WDEF.WSCR',
          cost: 58_200,
          complained: 1,
          delivered: 12
        }
      ]
    }
  ],
  actions: [
    {
      kind: 'containment',
      title: 'Look at every wafer that CMP-03 polished in the last ten days 复检近十天经 CMP-03 的晶圆',
      owner: 'process',
      added: 4.3,
      due: -1,
      then: [[3.9, 'doing']]
    },
    {
      kind: 'correction',
      title: '补发一片良品晶圆给天玥',
      owner: 'engineer',
      added: 4.1,
      due: 2
    }
  ],
  tasks: [
    { title: 'Read the inspection file of W05 beside its wafer map', owner: 'lab', added: 4.6, due: 0 },
    { title: '点检 CMP-03 保持环并拍照', owner: 'process', added: 4.0, due: -2, then: [[2.8, 'doing']] }
  ],
  comments: [
    {
      by: 'test',
      at: 3.6,
      text: 'The arc is too even for handling: it fits the turn of the carrier on the polisher. 不像人为划伤。',
      mentions: ['process']
    }
  ],
  files: [{ at: 5.0, names: ['scratch'] }]
})

const drift: StoryMaker = lot => ({
  title: 'VREF_2V5 creeps towards its upper limit from wafer to wafer',
  severity: 'major',
  customer: 'birchdale',
  product: 'driver',
  lots: ['scratch', 'repeat', 'ring'],
  opened: [7.2, 'test'],
  owner: 'test',
  team: ['test', 'engineer'],
  due: 6,
  description:
    'The mean of VREF_2V5 went from 2.500 to 2.519 V over ten wafers and three lots, limit 2.525 V. The bandgap it is made from stands still, and so does every other reference: this looks like the tester, not the silicon. Parts that passed may read low at the customer.',
  states: [
    [6.8, 'triage', 'test'],
    [5.9, 'analysis', 'test']
  ],
  complaints: [
    {
      customer: 'birchdale',
      ref: 'BM-CMP-0261',
      received: 7.9,
      channel: 'email',
      title: 'Reference reads low against your test report',
      words:
        'Your certificate for the last delivery states a mean of 2.516 V for the 2.5 V reference; our incoming test on 50 pieces finds 2.499 V with a calibrated meter (certificate attached). The parts work. Which of the two figures is right? Our file needs an answer in writing.',
      items: [
        {
          product: 'driver',
          lotText: `wafer lot ${lot('scratch')}`,
          defect: 'Output level / reference out of spec 基准读数不符',
          class: 'EL.PARA.VOUT',
          cost: 7200,
          complained: 50,
          delivered: 400
        }
      ]
    },
    {
      customer: 'kitamura',
      ref: 'KM-1124',
      received: 4.3,
      channel: 'phone',
      title: 'Cpk of the reference in the data pack fell below 1',
      words:
        'In the data pack you sent for the axes the Cpk of VREF_2V5 was 3.6 in the first lot and is below 1 in the last. Please explain before we release the lot.',
      items: [
        {
          product: 'driver',
          lotText: lot('scratch'),
          defect: 'VREF drift 基准漂移',
          class: 'EL.PARA.VOUT',
          complained: 0,
          delivered: 100
        }
      ]
    }
  ],
  actions: [
    {
      kind: 'containment',
      title: 'Check ATE-11 against the transfer standard before every lot 每批前校验 ATE-11',
      owner: 'test',
      added: 5.7,
      due: -5,
      then: [[5.6, 'implemented']]
    },
    {
      kind: 'corrective',
      title: 'Change the reference board of ATE-11 更换基准板',
      owner: 'test',
      added: 3.1,
      due: 3
    }
  ],
  tasks: [
    { title: 'Probe wafer W16 again on ATE-12 and compare', owner: 'test', added: 5.5, due: 0 },
    {
      title: 'Answer Birchdale in writing, with the calibration certificate',
      owner: 'engineer',
      added: 5.1,
      due: 1
    }
  ],
  comments: [
    {
      by: 'engineer',
      at: 5.3,
      text: 'V_BANDGAP does not move at all while VREF_2V5 climbs. If it were the wafers, both would go.',
      mentions: ['test']
    }
  ],
  files: [{ at: 6.3, names: ['drift'] }]
})

/** The cases of the scratched wafer and of the drifting test: planted in the tester data. */
export const scratchAndDriftStories: readonly StoryMaker[] = [scratch, drift]

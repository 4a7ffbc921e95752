import type { StoryMaker } from '../types'

const repeater: StoryMaker = lot => ({
  title: `青禾：待机电流偏大，同一光罩位置重复失效，批次 ${lot('repeat')}`,
  severity: 'major',
  customer: 'qinghe',
  product: 'driver',
  lots: ['repeat', 'repeatQinghe', 'repeatVoltera'],
  opened: [11.7, 'engineer'],
  owner: 'engineer',
  team: ['engineer', 'lab', 'process'],
  due: 12,
  description:
    '退回样品 LS2 栅极漏电 60～95 nA，接近 100 nA 上限，高温后超限。晶圆测试 Bin 3（LEAK_GATE）在每个曝光区的同一颗芯片上重复出现，三片一致。One die of every twelve: column 3, row 2 of the shot.',
  containment: [
    9.8,
    '光罩 RT-4817-GC-02 停用；该批及同光罩其余两批全部扣留，按位置剔除后加测 125 ℃ 漏电。已确认良品 14,200 颗。'
  ],
  states: [
    [11.3, 'triage', 'engineer'],
    [10.6, 'containment', 'engineer'],
    [8.9, 'analysis', 'engineer']
  ],
  complaints: [
    {
      customer: 'qinghe',
      ref: 'QH-IQC-0922',
      received: 12.2,
      channel: 'email',
      title: 'DX4817 待机电流超标',
      words:
        '整机待机功耗测试发现 0.7% 的板子待机电流 1.8～3.5 mA（规格 1 mA 以下）。定位为 U5（DX4817）下管栅极漏电。常温单测刚好合格，60 ℃ 后明显变大。请提供该批 CP 测试数据，并说明是否与上半年反馈的问题相同。',
      items: [
        {
          product: 'driver',
          lot: 'repeatQinghe',
          lotText: 'D/C 见照片',
          defect: '栅极漏电，待机电流偏大',
          class: 'EL.PARA.LEAK',
          cost: 73_500,
          supplier: 'masks',
          complained: 21,
          delivered: 8000,
          returned: 15
        }
      ]
    },
    {
      customer: 'voltera',
      ref: 'VM-NC-4410',
      received: 8.3,
      channel: 'portal',
      title: 'Battery drained in storage, drive unit',
      words:
        'Eleven drive units came back from the dealers with an empty battery after two weeks on the shelf. Quiescent current of the drive board is 2.4 mA instead of 0.3 mA. X-ray of the package shows nothing. All have the date code of your last delivery.',
      items: [
        {
          product: 'driver',
          lot: 'repeatVoltera',
          defect: 'Leakage, gate 栅极漏电',
          class: 'EL.PARA.LEAK',
          cost: 29_900,
          supplier: 'masks',
          complained: 11,
          delivered: 6000,
          returned: 8
        }
      ]
    }
  ],
  actions: [
    {
      kind: 'containment',
      title: '停用光罩 RT-4817-GC-02，扣留同光罩批次',
      owner: 'process',
      added: 10.5,
      due: -10,
      then: [
        [10.3, 'doing'],
        [9.9, 'implemented']
      ]
    },
    {
      kind: 'corrective',
      title: 'Clean and requalify the reticle, pellicle change 光罩清洗与复检',
      owner: 'process',
      added: 6.2,
      due: 4,
      then: [[4.3, 'doing']]
    }
  ],
  tasks: [
    {
      title: 'OBIRCH and SEM on two returned parts 定位与 SEM',
      owner: 'lab',
      added: 9.1,
      due: 1,
      then: [[5.1, 'doing']]
    },
    {
      title: 'Ask Voltera for four more units that failed in the field',
      owner: 'engineer',
      added: 7.9,
      due: 3
    }
  ],
  comments: [
    {
      by: 'lab',
      at: 8.1,
      text: '暗场检测在同一芯片内位置 (2.4, 3.7) mm 处有桥连缺陷，三片都有，位置误差不到 10 um。像是光罩上的颗粒或雾化。',
      mentions: ['engineer', 'process']
    },
    {
      by: 'process',
      at: 7.3,
      text: 'Reticle inspection report of last week: haze on the glass side near that place, rated "watch". We stop it now.',
      mentions: ['lead']
    }
  ],
  files: [{ at: 10.9, names: ['repeat'] }]
})

/** The case of the reticle repeater: its cause is planted in tester and inspection data. */
export const repeaterStories: readonly StoryMaker[] = [repeater]

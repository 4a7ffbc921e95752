import type { StoryMaker } from '../types'

const edgeRing: StoryMaker = lot => ({
  title: `High-side Rds(on) above 135 mOhm, dies from the wafer edge, lot ${lot('ring')}`,
  severity: 'critical',
  customer: 'aurora',
  product: 'driver',
  lots: ['ring', 'ringAurora', 'ringHailan'],
  opened: [19.3, 'engineer'],
  owner: 'engineer',
  team: ['engineer', 'lab', 'process', 'test'],
  due: 9,
  description:
    'Returned parts read 137 to 148 mOhm on all three high sides at 25 °C, low sides are normal. Wafer maps of the lot show a ring at the edge in bin 6 (POWER_STAGE) on every wafer looked at, inside of it the lot is like any other. The parts that reached the customers sit just below the limit at 25 °C and above it warm.',
  containment: [
    17.4,
    'Stock of the lot blocked at the fab, at both customers and in transit: 1,480 pieces held. Dies beyond 84 % of the radius inked off on the remaining wafers. First clean shipment carries a green label.'
  ],
  rootCause: [
    8.2,
    'Occurrence: the focus ring of ETCH-04 chamber B was worn past its limit; trenches at the wafer edge came out shallow, so the channel there is longer. Non-detection: the probe limit of 135 mOhm at 25 °C leaves no guard band for the drift to 125 °C. Systemic: the ring is changed by calendar, not by RF hours.'
  ],
  states: [
    [18.9, 'triage', 'engineer'],
    [18.2, 'containment', 'lead'],
    [15.2, 'analysis', 'engineer'],
    [7.9, 'action', 'engineer'],
    [3.2, 'prevention', 'engineer']
  ],
  complaints: [
    {
      customer: 'aurora',
      ref: 'AD-QN-20714',
      received: 19.6,
      channel: 'portal',
      title: 'Inverters run hot at end of line, DX4817',
      words:
        'During end-of-line test 14 of 600 inverters exceeded the case temperature of 96 °C at rated load (limit 88 °C). Swapping the driver IC moves the fault (A-B-A done on 5 units). High-side drop is about 15 % above golden unit on all three phases. Please confirm containment within 48 h, our line stops on Thursday.',
      items: [
        {
          product: 'driver',
          lot: 'ringAurora',
          lotText: 'label shows the ship lot above, 2D code on reel 3 and 4',
          defect: 'Rds(on) shift, high side 高边导通电阻偏移',
          class: 'EL.PARA.VTH',
          cost: 86_400,
          complained: 14,
          delivered: 9000,
          returned: 10
        }
      ]
    },
    {
      customer: 'hailan',
      ref: 'HLD-3331',
      received: 17.1,
      channel: 'email',
      title: '电机驱动芯片温升偏高',
      words:
        '我司在老化工位发现 DX4817 温升偏高，同一批控制器 800 台中有 9 台在 40 ℃ 环境下满载 30 分钟触发过温保护。换片后故障跟随芯片。请尽快回复是否可继续使用库存，我司周五排产，逾期将产生停线费用。',
      items: [
        {
          product: 'driver',
          lot: 'ringHailan',
          lotText: '外箱标签批号同送货单',
          defect: '导通电阻偏大，温升高',
          class: 'EL.PARA.VTH',
          cost: 41_200,
          complained: 9,
          delivered: 6000,
          returned: 6
        }
      ]
    },
    {
      customer: 'kitamura',
      ref: 'KM-1118',
      received: 11.4,
      channel: 'email',
      title: 'OCP trips early on sample build',
      words:
        'On the sample build 2 of 40 axes trip over-current at 11.2 A. We measured the sense path, it is fine. Please send the probe data of this wafer lot together with your analysis.',
      items: [
        {
          product: 'driver',
          lot: 'ringTest',
          defect: 'Rds(on) shift, over-current trips early 过流提前触发',
          class: 'EL.PARA.VTH',
          cost: 9800,
          complained: 2,
          delivered: 100,
          returned: 2
        }
      ]
    }
  ],
  actions: [
    {
      kind: 'containment',
      title: 'Block the lot in stock, in transit and at customers 隔离全部库存与在途',
      owner: 'lead',
      added: 18.1,
      due: -17,
      then: [
        [17.9, 'doing'],
        [17.3, 'implemented']
      ]
    },
    {
      kind: 'containment',
      title: 'Ink off dies beyond 84 % of the radius on the remaining wafers',
      details: 'Maps were changed and read back; 12 wafers, 2,310 dies inked.',
      owner: 'test',
      added: 17.2,
      due: -13,
      then: [
        [16.4, 'doing'],
        [14.1, 'effective']
      ]
    },
    {
      kind: 'corrective',
      title: 'Change the focus ring of ETCH-04 chamber B by RF hours, limit 350 h',
      owner: 'process',
      added: 7.8,
      due: 2,
      then: [[6.3, 'doing']]
    },
    {
      kind: 'corrective',
      title: 'Guard band: probe limit of high-side Rds(on) to 128 mOhm at 25 °C',
      owner: 'test',
      added: 7.6,
      due: -1,
      then: [[5.2, 'doing']]
    }
  ],
  tasks: [
    {
      title: 'Propose an edge-to-centre monitor of trench depth as SPC chart 提出边缘深度监控方案',
      owner: 'process',
      added: 3.1,
      due: 5
    },
    {
      title: 'Measure the ten returned parts at 25 and 125 °C',
      owner: 'lab',
      added: 18.0,
      due: -14,
      then: [
        [16.1, 'doing'],
        [14.6, 'done']
      ]
    },
    {
      title: 'Cross-section one edge die and one centre die',
      owner: 'lab',
      added: 14.2,
      due: -9,
      then: [
        [12.3, 'doing'],
        [9.4, 'done']
      ]
    },
    { title: 'Send the D5 part of the 8D to Aurora', owner: 'engineer', added: 7.4, due: 1 },
    { title: '回复海岚：断点批次与标签样式', owner: 'engineer', added: 6.4, due: -2 }
  ],
  comments: [
    {
      by: 'lab',
      at: 14.5,
      text: 'All ten parts confirmed: 138 to 147 mOhm high side, 107 to 111 low side. 125 °C puts them at 1.55 times. No sign of overstress.',
      mentions: ['engineer']
    },
    {
      by: 'test',
      at: 13.7,
      text: '看了四片的 MAP：Bin 6 全部在边缘一圈，中心正常。同一天其他批次走 ETCH-02，没有这个环。',
      mentions: ['engineer', 'process']
    },
    {
      by: 'process',
      at: 8.4,
      text: 'Chamber B had 612 RF hours on the ring when this lot ran; planned change was at 400. Depth at the edge 0.31 um below target, see the cross-section.',
      mentions: ['engineer', 'lead']
    },
    {
      by: 'engineer',
      at: 2.2,
      text: 'Guard band is in review with test. Aurora asked again for the date of the ring change, I told them this week.'
    }
  ],
  files: [{ at: 18.4, names: ['ring'] }]
})

/** The case of the edge ring: its cause is planted in the tester data. */
export const edgeRingStories: readonly StoryMaker[] = [edgeRing]

import { edgeRingStories } from './edge-ring'
import { repeaterStories } from './repeater'
import { scratchAndDriftStories } from './scratch-and-drift'
import { electricalStories } from './electrical'
import { stressStories } from './stress'
import { packageStories } from './package'
import { visualStories } from './visual'
import { packingStories } from './packing'
import { labelsStories } from './labels'
import type { PlannedComplaint, StoryMaker } from '../types'

/** Every case of the demo fab. All of it is invented. */
export const stories: readonly StoryMaker[] = [
  ...edgeRingStories,
  ...repeaterStories,
  ...scratchAndDriftStories,
  ...electricalStories,
  ...stressStories,
  ...packageStories,
  ...visualStories,
  ...packingStories,
  ...labelsStories
]

/** Complaints nobody has made a case of yet: the inbox of today. */
export const loose: readonly PlannedComplaint[] = [
  {
    customer: 'qinghe',
    ref: 'QH-IQC-0940',
    received: 0.55,
    channel: 'email',
    title: '出货报告缺少 CPK 数据',
    words: '本次 DX4817 到货缺少出货检验报告，按协议需附关键参数 CPK。请补发，否则按退货处理。',
    items: [
      {
        product: 'driver',
        lot: 'repeatQinghe',
        defect: '出货报告缺失',
        class: 'DC.DOC.COC',
        cost: 900,
        complained: 1,
        delivered: 8000
      }
    ]
  },
  {
    customer: 'birchdale',
    ref: 'BM-CMP-0271',
    received: 0.35,
    channel: 'email',
    title: 'Noise on channel 11 after cleaning',
    words:
      'Channel 11 shows 40 uV of noise after the device was cleaned with alcohol, all other channels 6 uV. Two devices. We do not know yet whether it is your part; may we send them?',
    items: [
      {
        product: 'frontEnd',
        lot: 'frontBirchdale',
        defect: 'Jitter / noise 噪声',
        class: 'EL.AC.JIT',
        complained: 2,
        delivered: 4800
      }
    ]
  },
  {
    customer: 'tianyue',
    ref: 'TY-W-0079',
    received: 0.15,
    channel: 'message',
    title: 'MAP 文件与晶圆方向不一致',
    words:
      '新到一片晶圆 MAP 缺口方向与实物相差 180 度，拾取前发现，未造成损失。请确认后续出货方向是否统一为缺口朝下。',
    items: [
      {
        product: 'driver',
        lot: 'scratch',
        lotText: 'W11',
        defect: 'MAP 偏移/错图',
        class: 'WF.WMAP.SHIFT',
        cost: 2600,
        complained: 1,
        delivered: 12
      }
    ]
  }
]

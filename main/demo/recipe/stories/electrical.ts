import type { StoryMaker } from '../types'

const coldBoot: StoryMaker = lot => ({
  title: 'Controller does not boot at -30 °C after programming 低温无法启动',
  severity: 'critical',
  customer: 'qinghe',
  product: 'controller',
  lots: ['controllerTest', 'controllerQinghe'],
  opened: [9.4, 'engineer'],
  owner: 'engineer',
  team: ['engineer', 'lab', 'test'],
  due: 10,
  description:
    'Three of five returned parts do not boot below -25 °C with the customer image and boot with ours. The option byte that sets the start-up delay of the oscillator differs. Both stories are open: marginal oscillator, or a programming table of the customer that writes a reserved byte.',
  containment: [7.2, '库存加做 -40 ℃ 启动筛选，300 颗抽检 0 失效；客户端烧录文件已索取。'],
  states: [
    [9.1, 'triage', 'engineer'],
    [8.2, 'containment', 'engineer'],
    [6.1, 'analysis', 'engineer']
  ],
  complaints: [
    {
      customer: 'qinghe',
      ref: 'QH-IQC-0931',
      received: 9.8,
      channel: 'email',
      title: 'MC3340 低温启动失败',
      words: `环境试验 -30 ℃ 冷启动，200 台里 5 台无法启动，回到常温后恢复正常。烧录校验均通过。批号 ${lot('controllerQinghe')}，请确认是否存在低温启动裕量不足，要求 48 小时内给出临时对策。`,
      items: [
        {
          product: 'controller',
          lot: 'controllerQinghe',
          defect: '低温启动异常（烧录/启动）',
          class: 'EL.FUNC.PROG',
          cost: 18_500,
          complained: 5,
          delivered: 12_000,
          returned: 5
        }
      ]
    }
  ],
  actions: [
    {
      kind: 'containment',
      title: '库存 -40 ℃ 启动筛选',
      owner: 'test',
      added: 8.1,
      due: -6,
      then: [
        [7.9, 'doing'],
        [7.1, 'implemented']
      ]
    }
  ],
  tasks: [
    { title: '向青禾索取烧录文件与烧录器型号', owner: 'engineer', added: 8.0, due: -3 },
    {
      title: 'Shmoo of oscillator start-up, -40 to 25 °C',
      owner: 'lab',
      added: 5.8,
      due: 2,
      then: [[2.1, 'doing']]
    }
  ],
  comments: [
    {
      by: 'lab',
      at: 5.9,
      text: 'With our image all five boot at -40 °C, ten times out of ten. With theirs three do not. 请先拿到客户的选项字节。',
      mentions: ['engineer']
    }
  ]
})

const canTiming: StoryMaker = () => ({
  title: 'Bit errors on the bus at 125 °C, propagation delay above data sheet',
  severity: 'major',
  customer: 'kitamura',
  product: 'controller',
  lots: ['controllerKitamura'],
  opened: [2.6, 'engineer'],
  owner: 'engineer',
  due: 20,
  description:
    'Two of forty axes show bit errors at 125 °C. Delay is 12 ns above the typical curve, inside the limit of the data sheet. Samples are on their way.',
  states: [[2.1, 'triage', 'engineer']],
  complaints: [
    {
      customer: 'kitamura',
      ref: 'KM-1127',
      received: 2.9,
      channel: 'email',
      title: 'Bus errors when hot',
      words:
        'We see error frames above 118 °C board temperature, two axes of forty, always the same two. Exchanging the controller removes it. Scope pictures show the loop delay at 268 ns. Please tell us which samples and which documents you need.',
      items: [
        {
          product: 'controller',
          lot: 'controllerKitamura',
          defect: 'Setup/hold/propagation delay 传输延迟',
          class: 'EL.AC.TIM',
          cost: 6200,
          complained: 2,
          delivered: 8000,
          returned: 2
        }
      ]
    }
  ],
  tasks: [
    { title: 'Ask for the loop-delay set-up and the cable length', owner: 'engineer', added: 2.0, due: 2 }
  ]
})

const sensorOffset: StoryMaker = () => ({
  title: '温度传感器读数整体偏低 1.2 ℃',
  severity: 'minor',
  customer: 'voltera',
  product: 'sensor',
  lots: ['sensorVoltera'],
  opened: [3.4, 'lead'],
  owner: null,
  due: null,
  states: [[3.1, 'triage', 'lead']],
  complaints: [
    {
      customer: 'voltera',
      ref: 'VM-NC-4431',
      received: 3.7,
      channel: 'portal',
      title: 'Temperature reads 1.2 K low, whole reel',
      words:
        'Every sensor of reel 7 reads 1.1 to 1.3 K below our reference bath at 25 °C; reels 1 to 6 are within 0.3 K. The parts are inside the ±2 K of the data sheet but we calibrate to the mean.',
      items: [
        {
          product: 'sensor',
          lot: 'sensorVoltera',
          lotText: 'reel 7 of 10',
          defect: 'Output shifted within limits 规格内偏移',
          class: 'EL.PARA.VOUT',
          cost: 52_000,
          complained: 3000,
          delivered: 30_000
        }
      ]
    }
  ]
})

const latchUp: StoryMaker = () => ({
  title: 'AF9430 latches up when the sensor cable is plugged live',
  severity: 'major',
  customer: 'birchdale',
  product: 'frontEnd',
  lots: ['frontBirchdale'],
  opened: [6.9, 'engineer'],
  owner: 'process',
  team: ['process', 'lab'],
  due: 13,
  description:
    'Supply current jumps to 180 mA and stays until power is cut. Reproduced on 2 of 3 parts with a 40 V, 20 ns pulse at INP7; data sheet allows 30 V.',
  containment: [
    4.9,
    'Customer fits a series resistor of 220 Ohm in the cable adapter; line runs again. Stock is not affected as long as the limit is kept.'
  ],
  states: [
    [6.4, 'triage', 'engineer'],
    [5.4, 'containment', 'process']
  ],
  complaints: [
    {
      customer: 'birchdale',
      ref: 'BM-CMP-0266',
      received: 7.4,
      channel: 'email',
      title: 'Pump stops when the probe is plugged in',
      words:
        'Three pumps froze when the nurse station plugged the probe with the pump running. Supply current of the front end was 180 mA until power-off. This is a reportable event for us, please treat it with priority.',
      items: [
        {
          product: 'frontEnd',
          lot: 'frontBirchdale',
          defect: 'Latch-up 闩锁',
          class: 'EL.EIPD.LU',
          cost: 14_300,
          complained: 3,
          delivered: 4800,
          returned: 3
        }
      ]
    },
    {
      customer: 'voltera',
      ref: 'VM-NC-4436',
      received: 3.2,
      channel: 'email',
      title: 'Front end hangs after hot-plug, question',
      words:
        'During our own hot-plug test the front end drew 175 mA and stopped answering until power-off, once in 200 plugs. Is this known? We use no series resistor.',
      items: [
        { product: 'frontEnd', defect: 'Latch-up 闩锁', class: 'EL.EIPD.LU', complained: 1, delivered: 600 }
      ]
    }
  ],
  actions: [
    {
      kind: 'containment',
      title: 'Series resistor in the cable adapter, at the customer',
      owner: 'engineer',
      added: 5.3,
      due: -3,
      then: [[4.8, 'implemented']]
    }
  ],
  tasks: [{ title: 'Repeat the pulse test with five parts of another lot', owner: 'lab', added: 4.7, due: 3 }]
})

/** Electrical cases without data of their own. */
export const electricalStories: readonly StoryMaker[] = [coldBoot, canTiming, sensorOffset, latchUp]

/** Customers of the demo fab; all of them invented, and named so. */
export const customers = {
  aurora: {
    code: 'AUR',
    name: 'Aurora Drives (example)',
    country: 'Germany',
    contact: 'J. Winter (example)',
    email: 'quality@aurora.example',
    notes: 'Automotive, IATF. Wants the 8D in stages: D3 within 48 hours. Invented for the demo.'
  },
  hailan: {
    code: 'HLD',
    name: '海岚电控（示例）',
    country: '中国',
    contact: '周敏（示例）',
    email: 'sqe@hailan.example',
    notes: '电机控制器客户，要求中文 8D，24 小时内受理。演示虚构。'
  },
  qinghe: {
    code: 'QHZ',
    name: '青禾智控（示例）',
    country: '中国',
    contact: '林涛（示例）',
    email: 'iqc@qinghe.example',
    notes: '来料抽检 AQL 0.065，不良品随附照片。演示虚构。'
  },
  kitamura: {
    code: 'KTM',
    name: 'Kitamura Motion (example)',
    country: 'Japan',
    contact: 'S. Kitamura (example)',
    email: 'qa@kitamura.example',
    notes: 'Robot axes. Asks for raw test data with every analysis. Invented for the demo.'
  },
  voltera: {
    code: 'VLT',
    name: 'Voltera Mobility (example)',
    country: 'France',
    contact: 'C. Morel (example)',
    email: 'supplier.quality@voltera.example',
    notes: 'E-bike drives. Invented for the demo.'
  },
  northwater: {
    code: 'NWT',
    name: 'Northwater Appliances (example)',
    country: 'United States',
    contact: 'D. Hale (example)',
    email: 'receiving@northwater.example',
    notes: 'Two receiving docks; labels are scanned, never read. Invented for the demo.'
  },
  tianyue: {
    code: 'TYX',
    name: '天玥光电（示例）',
    country: '中国',
    contact: '赵倩（示例）',
    email: 'wafer@tianyue.example',
    notes: '购买晶圆自行封装，随货提供 MAP 文件。演示虚构。'
  },
  birchdale: {
    code: 'BRD',
    name: 'Birchdale Medical (example)',
    country: 'Ireland',
    contact: 'A. Byrne (example)',
    email: 'complaints@birchdale.example',
    notes: 'Medical pumps. Every change needs a PCN. Invented for the demo.'
  }
} as const

/** Key of {@link customers}. */
export type CustomerKey = keyof typeof customers

/** Suppliers of the demo fab; invented like everything in it. */
export const suppliers = {
  silicon: {
    code: 'S-NSI',
    name: 'Nordsee Silicon (example)',
    supplies: 'Wafers 硅片',
    country: 'Germany',
    notes: 'Invented for the demo.'
  },
  masks: {
    code: 'S-HGM',
    name: '恒光掩模（示例）',
    supplies: 'Reticles 光罩',
    country: '中国',
    notes: 'Cleaned reticle RT-4817-GC-02. 清洗光罩 RT-4817-GC-02。演示虚构。'
  },
  bumping: {
    code: 'S-JYB',
    name: '锦越凸块（示例）',
    supplies: 'Bumping, WLCSP 凸块封装',
    country: '中国',
    notes: '演示虚构。'
  },
  plating: {
    code: 'S-FLP',
    name: 'Fairlead Plating (example)',
    supplies: 'Leadframes and plating 引线框架与电镀',
    country: 'Malaysia',
    notes: 'Invented for the demo.'
  },
  trays: {
    code: 'S-TRV',
    name: 'Trayver Carriers (example)',
    supplies: 'Trays 托盘',
    country: 'Japan',
    notes:
      'Trays of an old drawing: the coplanarity of the demo. 旧图纸托盘，共面性问题来源。Invented for the demo.'
  },
  tape: {
    code: 'S-PLT',
    name: 'Peelwell Tape (example)',
    supplies: 'Carrier and cover tape 载带与盖带',
    country: 'Korea',
    notes: 'Invented for the demo.'
  },
  labels: {
    code: 'S-BQY',
    name: '标清印务（示例）',
    supplies: 'Labels and ribbon 标签与碳带',
    country: '中国',
    notes: '演示虚构。'
  },
  bags: {
    code: 'S-DRY',
    name: 'Drywell Packaging (example)',
    supplies: 'Barrier bags and desiccant 防潮袋与干燥剂',
    country: 'Malaysia',
    notes: 'Invented for the demo.'
  }
} as const

/** Key of {@link suppliers}. */
export type SupplierKey = keyof typeof suppliers

/** Products of the demo fab. */
export const products = {
  driver: {
    partNumber: 'DX4817',
    name: '48 V three-phase motor driver 48 V 三相电机驱动',
    family: 'Motor drivers',
    package: 'QFN-40 6x6',
    notes: 'The product with tester and inspection data in this demo. Invented.'
  },
  basis: {
    partNumber: 'SB2203',
    name: 'System basis chip with LIN 系统基础芯片',
    family: 'Automotive interface',
    package: 'HTSSOP-24',
    notes: 'Invented for the demo.'
  },
  supply: {
    partNumber: 'PM1106',
    name: 'Six-channel PMIC 六路电源管理芯片',
    family: 'Power management',
    package: 'WLCSP-49',
    notes: 'Invented for the demo.'
  },
  frontEnd: {
    partNumber: 'AF9430',
    name: '16-channel sensor front end 16 通道传感前端',
    family: 'Analog front ends',
    package: 'BGA-81',
    notes: 'Invented for the demo.'
  },
  controller: {
    partNumber: 'MC3340',
    name: '32-bit controller, 512 KB flash 32 位微控制器',
    family: 'Controllers',
    package: 'LQFP-64',
    notes: 'Invented for the demo.'
  },
  sensor: {
    partNumber: 'TS0512',
    name: 'Temperature sensor 温度传感器',
    family: 'Sensors',
    package: 'SOT-23-6',
    notes: 'Invented for the demo.'
  }
} as const

/** Key of {@link products}. */
export type ProductKey = keyof typeof products

/** Tools of the demo fab. */
export const tools = [
  {
    code: 'ETCH-04',
    name: 'Trench etcher, chambers A and B 沟槽刻蚀机',
    kind: 'Dry etch',
    area: 'Etch',
    notes:
      'Chamber B: focus ring changed late. The edge ring of the demo comes from here. 聚焦环更换延期，边缘环来源。'
  },
  { code: 'ETCH-02', name: 'Trench etcher 沟槽刻蚀机', kind: 'Dry etch', area: 'Etch', notes: '' },
  {
    code: 'SCAN-02',
    name: 'i-line stepper 步进光刻机',
    kind: 'Lithography',
    area: 'Litho',
    notes: 'Reticle RT-4817-GC-02 with haze: the repeater of the demo. 光罩雾化，重复缺陷来源。'
  },
  { code: 'SCAN-05', name: 'i-line stepper 步进光刻机', kind: 'Lithography', area: 'Litho', notes: '' },
  {
    code: 'CMP-03',
    name: 'Oxide polisher 化学机械研磨机',
    kind: 'CMP',
    area: 'CMP',
    notes: 'A chipped retaining ring: the scratch of the demo. 保持环崩缺，划伤来源。'
  },
  { code: 'IMP-01', name: 'Ion implanter 离子注入机', kind: 'Implant', area: 'Implant', notes: '' },
  { code: 'FUR-07', name: 'Gate-oxide furnace 栅氧炉管', kind: 'Furnace', area: 'Diffusion', notes: '' },
  {
    code: 'INSP-01',
    name: 'Dark-field inspection 暗场检测',
    kind: 'Inspection',
    area: 'Metrology',
    notes: ''
  },
  {
    code: 'ATE-11',
    name: 'Probe tester 晶圆测试机',
    kind: 'Tester',
    area: 'Probe',
    notes: 'Its reference board drifts: the drifting test of the demo. 基准板漂移，测试漂移来源。'
  },
  { code: 'ATE-12', name: 'Probe tester 晶圆测试机', kind: 'Tester', area: 'Probe', notes: '' },
  { code: 'PRB-07', name: 'Wafer prober 探针台', kind: 'Prober', area: 'Probe', notes: '' },
  { code: 'SAW-02', name: 'Dicing saw 划片机', kind: 'Dicing', area: 'Assembly', notes: '' },
  { code: 'BOND-09', name: 'Wire bonder 焊线机', kind: 'Wire bond', area: 'Assembly', notes: '' },
  { code: 'TAPE-03', name: 'Tape and reel 编带机', kind: 'Packing', area: 'Packing', notes: '' }
] as const

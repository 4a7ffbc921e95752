import { bone, cause, type PlannedDiagram } from './notation'

/** 晶圆划伤：鱼骨图，仍在进行中。 */
export const scratchAnalyses: readonly PlannedDiagram[] = [
  {
    kind: 'fishbone',
    title: '晶圆 W05 为何有弧形划痕？',
    at: 4.2,
    by: 'engineer',
    sketch: [
      {
        type: 'effect',
        data: { text: 'W05 自左上至中心偏右有一条弧形失效带' },
        below: [
          bone('equipment', [
            cause('CMP-03 保持环崩边', [5, 5], {
              key: 'retainer',
              below: [cause('保持环使用时数超限', [3, 4]), cause('换环后未做空磨', [2, 3])]
            }),
            cause('机械手末端执行器偏移', [2, 4], { key: 'robot' })
          ]),
          bone('recipe', [cause('下压力在换步时过冲', [2, 3])]),
          bone('waferMaterial', [cause('研磨液结块', [3, 4], { key: 'slurry' })]),
          bone('metrology', [cause('抽检每批只看一片，未抽到 W05', [4, 4])]),
          bone('environment', []),
          bone('peopleShift', [cause('夜班点检漏项', [2, 3])]),
          bone('handling', [
            cause('晶圆盒插槽毛刺', [2, 3], { key: 'slot' }),
            cause('真空吸笔划伤', [3, 4], { key: 'pen' })
          ])
        ]
      }
    ],
    findings: [
      { at: 3.6, by: 'process', of: 'retainer', is: 'underTest', why: '已拆下保持环拍照，等待比对划痕曲率' },
      { at: 3.1, by: 'engineer', of: 'slot', is: 'ruledOut', why: '划痕为弧形，插槽只会留下直线' },
      { at: 2.4, by: 'process', of: 'robot', is: 'ruledOut', why: '示教位置偏差 0.08 mm，在规格内' }
    ]
  }
]

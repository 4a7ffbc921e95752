import { bone, cause, event, gate, type PlannedDiagram, why } from './notation'

/** How the ring at the wafer's edge was found out: all four tools over one case. */
export const edgeRingAnalyses: readonly PlannedDiagram[] = [
  {
    kind: 'fishbone',
    title: 'Why is Rds(on) high at the wafer edge?',
    at: 15.1,
    by: 'engineer',
    sketch: [
      {
        type: 'effect',
        data: { text: 'High-side Rds(on) above 135 mOhm in a ring at the wafer edge' },
        below: [
          bone('equipment', [
            cause('Focus ring of ETCH-04 chamber B worn', [5, 5], {
              key: 'ring',
              below: [
                cause('Changed by calendar, not by RF hours', [4, 4], { key: 'calendar' }),
                cause('RF hours not in the maintenance system', [3, 3])
              ]
            }),
            cause('Electrostatic chuck: helium leak at the edge', [2, 4], { key: 'helium' }),
            cause('Clamp force of the chuck drifting', [1, 3])
          ]),
          bone('recipe', [
            cause('Over-etch time too short for the edge', [3, 4], { key: 'overetch' }),
            cause('Edge gas flow ratio changed with recipe 14', [2, 4])
          ]),
          bone('waferMaterial', [cause('Epi thickness falls towards the edge', [2, 3], { key: 'epi' })]),
          bone('metrology', [
            cause('Trench depth measured at five sites, none beyond 80 % of the radius', [4, 4], {
              key: 'sites'
            })
          ]),
          bone('environment', [cause('Chamber B opened more often than A in May', [2, 2])]),
          bone('peopleShift', [cause('Ring wear judged by eye', [3, 3])]),
          bone('design', [cause('Channel length without margin for shallow trenches', [2, 4])]),
          bone('testProgram', [
            cause('Probe limit without guard band for 125 °C', [4, 5], { key: 'guard' }),
            cause('No map screen for rings', [3, 4])
          ]),
          bone('reticle', [cause('Edge field exposed out of focus', [1, 3], { key: 'focus' })]),
          bone('handling', [])
        ]
      }
    ],
    findings: [
      {
        at: 13.2,
        by: 'process',
        of: 'helium',
        is: 'ruledOut',
        why: 'Leak rate 0.3 sccm on both chambers, limit 1.0'
      },
      {
        at: 12.6,
        by: 'process',
        of: 'ring',
        is: 'underTest',
        why: 'Swap of the rings between A and B ordered'
      },
      {
        at: 11.9,
        by: 'engineer',
        of: 'focus',
        is: 'ruledOut',
        why: 'The ring does not follow the fields: 84 % of the radius on every wafer'
      },
      {
        at: 10.8,
        by: 'test',
        of: 'guard',
        is: 'contributing',
        why: 'Escape path, not the cause of the shift',
        seen: '118 of 118 returned parts pass 135 mOhm at 25 °C and fail 190 mOhm at 125 °C'
      },
      {
        at: 9.7,
        by: 'process',
        of: 'ring',
        is: 'verified',
        why: 'The ring of failing dies follows the focus ring when A and B are swapped, and goes when it is new',
        seen: 'Trench depth at 92 % of the radius: worn ring 1.31 µm, new ring 1.52 µm, centre 1.53 µm (13 sites each)'
      },
      {
        at: 9.2,
        by: 'engineer',
        of: 'epi',
        is: 'ruledOut',
        why: 'Wafers of one boule through chamber A are good'
      }
    ]
  },
  {
    kind: 'whys',
    title: 'Three legs: high Rds(on) at the edge',
    at: 9.4,
    by: 'engineer',
    sketch: [
      {
        type: 'problem',
        data: { text: 'Parts with high Rds(on) reached two customers' },
        below: [
          {
            type: 'leg',
            data: { leg: 'occurrence' },
            below: [
              why('Trenches at the wafer edge are too shallow', [
                why('The plasma thins out at the edge', [
                  why('The focus ring of chamber B is worn past its limit', [
                    why('It was changed by calendar, and the chamber ran twice the hours', [], {
                      root: { category: 'equipment', share: 60 }
                    })
                  ])
                ])
              ])
            ]
          },
          {
            type: 'leg',
            data: { leg: 'nonDetection' },
            below: [
              why(
                'The parts pass every test we have',
                [
                  why('The probe limit has no guard band for 125 °C', [], {
                    root: { category: 'testProgram', share: 25 }
                  }),
                  why('Final test runs at 25 °C only for this product', [], {})
                ],
                { join: 'and' }
              )
            ]
          },
          {
            type: 'leg',
            data: { leg: 'systemic' },
            below: [
              why('Nobody sees chamber hours', [
                why('Maintenance plans know calendars only', [], {
                  root: { category: 'peopleShift', share: 15 }
                })
              ])
            ]
          }
        ]
      }
    ]
  },
  {
    kind: 'isNot',
    title: 'Is and is not: ring at the edge',
    at: 14.3,
    by: 'engineer',
    sketch: [
      { type: 'problem', data: { text: 'DX4817 reads high Rds(on) on the high sides' } },
      ...(
        [
          [
            'o1',
            'what',
            'whatObject',
            'DX4817',
            'DX2203 from the same fab',
            'Deep trench on the high sides only',
            ''
          ],
          [
            'o2',
            'what',
            'whatDefect',
            'High side 137 to 148 mOhm',
            'Low side normal',
            'High side is the deeper trench',
            ''
          ],
          [
            'o3',
            'where',
            'whereOnObject',
            'Beyond 84 % of the radius',
            'Centre of the same wafers',
            'Edge of the plasma',
            ''
          ],
          [
            'o4',
            'where',
            'whereInProcess',
            'Lots through ETCH-04 chamber B',
            'Lots through chamber A',
            'Focus ring older by 900 RF hours',
            ''
          ],
          [
            'o5',
            'when',
            'whenFirst',
            'Lots started since May',
            'Earlier lots',
            '',
            'Chamber B took the second product in May'
          ],
          ['o6', 'howBig', 'howTrend', 'Wider from lot to lot', 'Constant', 'Wears', '']
        ] as const
      ).map(([key, dimension, question, is, isNot, distinction, change]) => ({
        type: 'row',
        key,
        data: { dimension, key: question, is, isNot, distinction, change }
      })),
      ...(
        [
          [
            'Worn focus ring in chamber B',
            [
              ['o1', 'explains'],
              ['o2', 'explains'],
              ['o3', 'explains'],
              ['o4', 'explains'],
              ['o5', 'onlyIf', 'the ring wears faster with the second product'],
              ['o6', 'explains']
            ]
          ],
          [
            'Recipe 14 etches the edge too little',
            [
              ['o1', 'explains'],
              ['o2', 'explains'],
              ['o3', 'explains'],
              ['o4', 'doesNot'],
              ['o5', 'explains'],
              ['o6', 'doesNot']
            ]
          ],
          [
            'Epi thinner at the edge',
            [
              ['o1', 'doesNot'],
              ['o2', 'explains'],
              ['o3', 'explains'],
              ['o4', 'doesNot']
            ]
          ]
        ] as const
      ).map(([text, verdicts]) => ({
        type: 'theory',
        data: { text },
        below: verdicts.map(([row, says, condition = '']) => ({
          type: 'verdict',
          data: { row, says, condition }
        }))
      }))
    ]
  },
  {
    kind: 'faultTree',
    title: 'A part with high Rds(on) reaches a customer',
    at: 8.9,
    by: 'engineer',
    sketch: [
      {
        type: 'settings',
        data: { top: 'top', missionTime: 720, note: 'Per part of this product; one month' }
      },
      gate('top', 'TOP', 'Part with high Rds(on) reaches a customer', 'and', ['made', 'missed']),
      gate('made', 'G1', 'Shallow trench at the edge', 'or', ['worn', 'leak', 'recipe']),
      gate('worn', 'G2', 'Focus ring past its limit', 'and', ['E1', 'E2']),
      gate('missed', 'G3', 'No test sees it', 'and', ['probe', 'final', 'E6']),
      gate('probe', 'G4', 'Probe lets it pass', 'or', ['E3', 'E4']),
      gate('final', 'G5', 'Final test lets it pass', 'or', ['E3', 'E5']),
      event('E1', 'E1', 'Ring wears out within the month', { kind: 'weibull', scale: 1400, shape: 3.2 }),
      event('E2', 'E2', 'Worn ring not noticed at the weekly look', { kind: 'fixed', p: 0.4 }),
      event('leak', 'E7', 'Helium leak at the edge', {
        kind: 'dormant',
        rate: 0.00002,
        interval: 168,
        first: 168
      }),
      event('recipe', 'E8', 'Edge step of the recipe lost at download', {
        kind: 'exponential',
        rate: 0.000001
      }),
      event('E3', 'E3', 'Limit without guard band for 125 °C', { kind: 'fixed', p: 0.35 }),
      event('E4', 'E4', 'Probe contact reads low', { kind: 'fixed', p: 0.01 }),
      event('E5', 'E5', 'Hot test left out', { kind: 'fixed', p: 0.9 }),
      event('E6', 'E6', 'No screen for rings on the map', { kind: 'fixed', p: 0.95 })
    ]
  }
]

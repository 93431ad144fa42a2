import type { Scene } from '../draw/scene.ts';

/** A warm morning: two classics between persimmon, gardenia and jade fields. */
export const classicMorning: Scene = {
  name: 'scene-classic',
  ground: '#fbf6ea',
  stars: '',
  sky: [
    [
      0,
      170,
      [
        [0, 330, '#f6e3c4'],
        [330, 760, '#f9eedb'],
        [760, 1200, '#f3d9bd'],
      ],
    ],
    [
      170,
      330,
      [
        [0, 210, '#f4dcc6'],
        [210, 590, '#f2cfae'],
        [590, 940, '#f7e6cb'],
        [940, 1200, '#efc8a4'],
      ],
    ],
    [
      330,
      560,
      [
        [0, 430, '#f0c9a2'],
        [430, 820, '#f5dcb8'],
        [820, 1200, '#ecbf95'],
      ],
    ],
  ],
  light: { at: [930, 190, 84], color: '#e88b5c' },
  hills: [
    ['M-20 470Q180 350 420 450T860 420T1220 470V600H-20Z', '#9db79c'],
    ['M-20 520Q260 430 560 510T1220 480V620H-20Z', '#6f9a82'],
  ],
  fields: ['#c8763a', '#e3a72f', '#7f9160', '#d98a4e', '#4d8767', '#c8512b'],
  trees: [
    [96, 566, 34],
    [168, 572, 24],
    [1088, 566, 38],
    [1020, 570, 22],
    [560, 566, 20],
  ],
  leaves: ['#3f7d5d', '#2a5c46'],
  machines: [
    {
      model: { family: 'field', trim: '#efe6d2', front: 'bare', beacon: false },
      color: '#27427b',
      at: [190, 622],
      scale: 0.46,
    },
    {
      model: { family: 'heritage', trim: '#e8d9b5', nose: 'upright', spokes: true },
      color: '#b3382c',
      at: [500, 752],
      scale: 1.02,
    },
  ],
};

/** A clear night: driverless machines keep on sewing rows by moonlight. */
export const autonomousNight: Scene = {
  name: 'scene-autonomous',
  ground: '#22335c',
  stars: 'M90 70h.1M470 110h.1M620 60h.1M760 240h.1M830 90h.1M990 130h.1M1110 60h.1M1080 260h.1M560 260h.1M70 290h.1M420 300h.1',
  sky: [
    [
      0,
      190,
      [
        [0, 380, '#33487a'],
        [380, 700, '#2c3f70'],
        [700, 1200, '#3b5288'],
      ],
    ],
    [
      190,
      350,
      [
        [0, 250, '#42598f'],
        [250, 640, '#4c659c'],
        [640, 900, '#3f568c'],
        [900, 1200, '#54709f'],
      ],
    ],
    [
      350,
      560,
      [
        [0, 460, '#7189b0'],
        [460, 850, '#8096b8'],
        [850, 1200, '#6a82ac'],
      ],
    ],
  ],
  light: { at: [270, 180, 70], color: '#f4e7c2' },
  hills: [
    ['M-20 450Q240 390 480 460T900 430T1220 440V600H-20Z', '#5b6f97'],
    ['M-20 510Q320 450 620 515T1220 500V620H-20Z', '#41557f'],
  ],
  fields: ['#2f6b62', '#3a4f80', '#4f8a78', '#7a4a74', '#2f6b62', '#364a78'],
  trees: [
    [64, 566, 26],
    [1130, 566, 34],
    [1066, 570, 22],
  ],
  leaves: ['#2c5a5c', '#1f4148'],
  machines: [
    { model: { family: 'scout', trim: '#efe6d2', tool: 'hoes' }, color: '#e3a72f', at: [700, 628], scale: 0.44 },
    {
      model: { family: 'rover', trim: '#efe6d2', mast: 'wing', rim: 'cover' },
      color: '#d3cbbb',
      at: [90, 752],
      scale: 0.98,
    },
  ],
};

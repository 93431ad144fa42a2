import { dyes } from './dyes.ts';
import type { Machine } from './machine.ts';

/** Low, tall and small machines for orchards, vineyards and gardens. */
export const orchards: readonly Machine[] = [
  {
    id: 'OJ-01',
    name: 'Low Bough 50',
    highlights: [
      'Slips under branches; the fruit stays where it was.',
      'Smooth wheel covers: twigs slide by and say nothing.',
      'The hoop folds down, the driver ducks by habit.',
    ],
    model: { family: 'orchard', trim: '#efe6d2', shelter: 'hoop' },
    finishes: [
      [dyes.persimmon, 3_980_000, 6],
      [dyes.jade, 3_980_000, 5],
      [dyes.lotus, 4_050_000, 3],
    ],
  },
  {
    id: 'OJ-02',
    name: 'Plum Dodger',
    highlights: [
      'A snug cabin, one metre thirty wide, elbows included.',
      'Filtered air in, blossom scent optional.',
      'Steers so tightly that the row wonders where you went.',
    ],
    model: { family: 'orchard', trim: '#e3a72f', shelter: 'cabin' },
    finishes: [
      [dyes.plum, 5_260_000, 4],
      [dyes.celadon, 5_260_000, 7],
    ],
  },
  {
    id: 'OJ-03',
    name: 'Stilt Walker',
    highlights: [
      'Steps over the vines as a heron steps over reeds.',
      'Eight hundred litres aboard, spread as fine as fog.',
      'Levels itself on slopes; your lunch stays put.',
    ],
    model: { family: 'stilt', trim: '#efe6d2', load: 'tank' },
    finishes: [
      [dyes.moonJar, 12_800_000, 3],
      [dyes.indigo, 12_800_000, 2],
      [dyes.mugwort, 12_950_000, 4],
    ],
  },
  {
    id: 'OJ-04',
    name: 'Two Rows Over',
    highlights: [
      'Trims, ties and hoes on both sides at a single pass.',
      'A bubble cabin with a window exactly where you need one.',
      'Tall, but humble: it bows to get into the barn.',
    ],
    model: { family: 'stilt', trim: '#e3a72f', load: 'engine' },
    finishes: [
      [dyes.ink, 11_700_000, 2],
      [dyes.madder, 11_700_000, 3],
    ],
  },
  {
    id: 'OJ-05',
    name: 'Teacup 12',
    highlights: [
      'Mows, then waits in the shade it brought along.',
      'The parasol is pieced by hand from six cloths.',
      'A cup holder that has never spilt, downhill included.',
    ],
    model: { family: 'garden', trim: '#efe6d2', top: 'parasol' },
    finishes: [
      [dyes.sky, 749_000, 12],
      [dyes.safflower, 749_000, 9],
      [dyes.celadon, 769_000, 6],
    ],
  },
  {
    id: 'OJ-06',
    name: 'Saturday Lawn',
    highlights: [
      'Stripes so straight that the neighbours will measure them.',
      'The deck lifts itself over roots and forgotten toys.',
      'Finished before the kettle, if the kettle is slow.',
    ],
    model: { family: 'garden', trim: '#e3a72f', top: 'open' },
    finishes: [
      [dyes.pine, 589_000, 14],
      [dyes.madder, 589_000, 11],
    ],
  },
  {
    id: 'OJ-07',
    name: 'Kimjang Hauler 18',
    highlights: [
      'Carries three hundred cabbages and most of the family.',
      'A sturdy hoop for hills, hedges and overconfidence.',
      'Tows a trailer, a harrow or a very small parade.',
    ],
    model: { family: 'garden', trim: '#d3cbbb', top: 'hoop' },
    finishes: [
      [dyes.indigo, 898_000, 8],
      [dyes.gardenia, 898_000, 10],
      [dyes.onggi, 915_000, 4],
    ],
  },
];

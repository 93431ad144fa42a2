import { dyes } from './dyes.ts';
import type { Machine } from './machine.ts';

/** Classics for large fields and soft ground: articulated giants and belt crawlers. */
export const heavies: readonly Machine[] = [
  {
    id: 'CJ-09',
    name: 'Slow Thunder 420',
    highlights: [
      'Eight tyres share the weight, so that the soil hardly notices.',
      'Bends in the middle; nothing else about it does.',
      'One tank lasts from the first cockcrow to the last excuse.',
    ],
    model: { family: 'giant', trim: '#e3a72f', twins: true },
    finishes: [
      [dyes.persimmon, 28_900_000, 2],
      [dyes.indigo, 28_900_000, 1],
      [dyes.ink, 29_400_000, 1],
    ],
  },
  {
    id: 'CJ-10',
    name: 'Mountain Moves 300',
    highlights: [
      'For fields whose far end has different weather.',
      'A ladder, a landing and a cabin with a view.',
      'Pulls a twelve-metre harrow and hums while doing so.',
    ],
    model: { family: 'giant', trim: '#efe6d2', twins: false },
    finishes: [
      [dyes.celadon, 21_500_000, 3],
      [dyes.madder, 21_500_000, 2],
    ],
  },
  {
    id: 'CJ-11',
    name: 'Mudlark',
    highlights: [
      'Rubber belts leave a lighter footprint than a walking farmer.',
      'Keeps going where the road, the path and good sense have stopped.',
      'Belts are changed in an afternoon, by two people and a thermos.',
    ],
    model: { family: 'crawler', trim: '#e3a72f', blade: false },
    finishes: [
      [dyes.onggi, 13_200_000, 4],
      [dyes.jade, 13_200_000, 3],
      [dyes.moonJar, 13_400_000, 2],
    ],
  },
  {
    id: 'CJ-12',
    name: 'Terrace Builder 7',
    highlights: [
      'A blade that draws level lines on hills that have none.',
      'Turns on the spot, for terraces as wide as a bed.',
      'Low gears so low that snails have asked for the recipe.',
    ],
    model: { family: 'crawler', trim: '#efe6d2', blade: true },
    finishes: [
      [dyes.gardenia, 14_600_000, 3],
      [dyes.ink, 14_600_000, 4],
    ],
  },
];

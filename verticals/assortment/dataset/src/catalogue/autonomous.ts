import { dyes } from './dyes.ts';
import type { Machine } from './machine.ts';

/** Machines that need no driver: rovers, light scouts and shelled tortoises. */
export const autonomous: readonly Machine[] = [
  {
    id: 'AJ-01',
    name: 'Kkachi One',
    highlights: [
      'Bright as a magpie: it spots a stone before the plough does.',
      'Works two shifts and asks for none of the biscuits.',
      'Stops for hares, hedgehogs and anyone holding a clipboard.',
    ],
    model: { family: 'rover', trim: '#efe6d2', mast: 'wing', rim: 'cover' },
    finishes: [
      [dyes.sky, 18_700_000, 4],
      [dyes.moonJar, 18_700_000, 6],
      [dyes.plum, 18_900_000, 2],
    ],
  },
  {
    id: 'AJ-02',
    name: 'Night Shift',
    highlights: [
      'Sows by starlight and is back in the shed before coffee.',
      'Two lidars, one of them for looking over its shoulder.',
      'Whisper-quiet: the owls have withdrawn their objection.',
    ],
    model: { family: 'rover', trim: '#c3cad2', mast: 'fin', rim: 'cover' },
    finishes: [
      [dyes.ink, 21_900_000, 3],
      [dyes.indigo, 21_900_000, 2],
      [dyes.gromwell, 22_200_000, 1],
    ],
  },
  {
    id: 'AJ-03',
    name: 'Straight Line Theory',
    highlights: [
      'Two centimetres off after a kilometre, and it apologises.',
      'Plans its own route, headlands and puddles included.',
      'A stop button on every corner, in case theory meets practice.',
    ],
    model: { family: 'rover', trim: '#e3a72f', mast: 'fin', rim: 'slots' },
    finishes: [
      [dyes.madder, 16_400_000, 5],
      [dyes.jade, 16_400_000, 3],
    ],
  },
  {
    id: 'AJ-04',
    name: 'Dokkaebi Weeder',
    highlights: [
      'A goblin with manners: it plays tricks on weeds only.',
      'Hoes between the plants, not through them.',
      'Runs on sunshine and stores some for later.',
    ],
    model: { family: 'scout', trim: '#efe6d2', tool: 'hoes' },
    finishes: [
      [dyes.jade, 8_900_000, 8],
      [dyes.persimmon, 8_900_000, 6],
      [dyes.gardenia, 8_900_000, 9],
    ],
  },
  {
    id: 'AJ-05',
    name: 'Drizzle',
    highlights: [
      'Gives each leaf its own drop, and the path none.',
      'Uses a tenth of the spray and all of its patience.',
      'Light enough to work the morning after rain.',
    ],
    model: { family: 'scout', trim: '#e3a72f', tool: 'spray' },
    finishes: [
      [dyes.sky, 9_650_000, 5],
      [dyes.celadon, 9_650_000, 4],
    ],
  },
  {
    id: 'AJ-06',
    name: 'Gleaner & Friends',
    highlights: [
      'Follows the pickers with crates, always at the right distance.',
      'Knows ripe from nearly, by colour and by asking.',
      'Three of them share one path without a quarrel.',
    ],
    model: { family: 'scout', trim: '#d3cbbb', tool: 'crates' },
    finishes: [
      [dyes.lotus, 7_400_000, 7],
      [dyes.mugwort, 7_400_000, 5],
      [dyes.madder, 7_480_000, 0],
    ],
  },
  {
    id: 'AJ-07',
    name: 'Geobuk 8',
    highlights: [
      'A turtle ship for paddies: closed shell, dry feet, firm views.',
      'Four belts find grip where boots lose theirs.',
      'The periscope sees over maize and around bad news.',
    ],
    model: { family: 'tortoise', trim: '#e3a72f', sensor: 'periscope' },
    finishes: [
      [dyes.mugwort, 15_300_000, 4],
      [dyes.loess, 15_300_000, 3],
      [dyes.pine, 15_500_000, 2],
    ],
  },
  {
    id: 'AJ-08',
    name: 'Patience',
    highlights: [
      'Never in a hurry, never late: it left yesterday.',
      'All-round vision under one smooth dome, easy to wipe.',
      'Charges itself and lets you know in one short sentence.',
    ],
    model: { family: 'tortoise', trim: '#efe6d2', sensor: 'dome' },
    finishes: [
      [dyes.gromwell, 17_100_000, 3],
      [dyes.safflower, 17_100_000, 2],
    ],
  },
];

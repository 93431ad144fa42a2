import { dyes } from './dyes.ts';
import type { Machine } from './machine.ts';

/** Open and cabbed classics for small and middling farms. */
export const classics: readonly Machine[] = [
  {
    id: 'CJ-01',
    name: 'Sunday Furrow',
    highlights: [
      'Starts on the first turn, even when you would rather it did not.',
      'Cast-iron spoked wheels that your grandchildren will argue over.',
      'A sprung pan seat: the original ergonomic chair.',
    ],
    model: { family: 'heritage', trim: '#e8d9b5', nose: 'upright', spokes: true },
    finishes: [
      [dyes.madder, 2_890_000, 7],
      [dyes.pine, 2_890_000, 4],
      [dyes.sky, 2_950_000, 3],
    ],
  },
  {
    id: 'CJ-02',
    name: 'Halmoni 28',
    highlights: [
      'Named after a grandmother: small, tireless, not to be contradicted.',
      'Twenty-eight horsepower and not one of them lazy.',
      'Every bolt can be reached with a hand that wears a glove.',
    ],
    model: { family: 'heritage', trim: '#e3a72f', nose: 'rounded', spokes: false },
    finishes: [
      [dyes.indigo, 2_240_000, 9],
      [dyes.persimmon, 2_240_000, 5],
      [dyes.celadon, 2_290_000, 0],
    ],
  },
  {
    id: 'CJ-03',
    name: 'Barley Waltz',
    highlights: [
      'Turns in three-quarter time and in less than four metres.',
      'A belt pulley for the mill, the saw or the village fair.',
      'The exhaust note has been called "conversational".',
    ],
    model: { family: 'heritage', trim: '#efe6d2', nose: 'rounded', spokes: true },
    finishes: [
      [dyes.gardenia, 3_120_000, 6],
      [dyes.plum, 3_180_000, 2],
    ],
  },
  {
    id: 'CJ-04',
    name: 'Stubble & Daughter',
    highlights: [
      'Two generations of tuning, one of them with better ideas.',
      'A drawbar that pulls stumps and the occasional neighbour.',
      'Dry air filter, wet weather, no complaints.',
    ],
    model: { family: 'heritage', trim: '#d3cbbb', nose: 'upright', spokes: false },
    finishes: [
      [dyes.jade, 3_460_000, 5],
      [dyes.ink, 3_460_000, 8],
    ],
  },
  {
    id: 'CJ-05',
    name: 'Long Acre 95',
    highlights: [
      'A quiet cabin: you will hear the lark and the phone, in that order.',
      'Sixteen gears, of which you will have four favourites.',
      'Heated seat, cooled drinks, lukewarm opinions about ploughing.',
    ],
    model: { family: 'field', trim: '#efe6d2', front: 'bare', beacon: false },
    finishes: [
      [dyes.pine, 6_480_000, 6],
      [dyes.madder, 6_480_000, 4],
      [dyes.moonJar, 6_620_000, 3],
    ],
  },
  {
    id: 'CJ-06',
    name: 'Lift & Carry 110',
    highlights: [
      'A front loader that puts two bales where you meant to put them.',
      'The joystick remembers your last three moves.',
      'Also lifts spirits, at up to 2.1 tonnes.',
    ],
    model: { family: 'field', trim: '#e3a72f', front: 'loader', beacon: true },
    finishes: [
      [dyes.indigo, 7_950_000, 3],
      [dyes.gromwell, 7_990_000, 2],
      [dyes.persimmon, 7_950_000, 5],
    ],
  },
  {
    id: 'CJ-07',
    name: 'Counterweight',
    highlights: [
      'Six suitcase weights in front: it does not rear, it nods.',
      'Holds its line with a five-furrow plough in wet clay.',
      'Seventy litres of hydraulics a minute for hungry implements.',
    ],
    model: { family: 'field', trim: '#d9d4c7', front: 'weights', beacon: false },
    finishes: [
      [dyes.plum, 8_740_000, 4],
      [dyes.mugwort, 8_740_000, 6],
    ],
  },
  {
    id: 'CJ-08',
    name: 'Lantern Road 80',
    highlights: [
      'Forty on the lane, four in the beet, polite at both.',
      'Twelve work lights, so that dusk is only a suggestion.',
      'A passenger seat for whoever opens the gates.',
    ],
    model: { family: 'field', trim: '#c3cad2', front: 'bare', beacon: true },
    finishes: [
      [dyes.gardenia, 5_790_000, 7],
      [dyes.sky, 5_790_000, 5],
      [dyes.onggi, 5_850_000, 2],
    ],
  },
];

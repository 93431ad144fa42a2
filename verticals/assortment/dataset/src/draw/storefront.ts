import { type Row, sewn, stitch, tree } from './cloth.ts';
import { group, path, picture, short } from './svg.ts';
import { type Portrait, machine } from './tractor.ts';

/** A store's picture: the tones around the building, the building itself and the machine parked before it. */
export interface Storefront {
  readonly name: string;
  readonly sky: readonly [string, string, string];
  readonly ground: readonly [string, string];
  readonly building: () => readonly string[];
  readonly parked: Omit<Portrait, 'name'> & { readonly at: number; readonly scale: number };
  readonly trees: readonly (readonly [number, number, number])[];
}

const rows = ([one, two, three]: Storefront['sky']): readonly Row[] => [
  [
    0,
    130,
    [
      [0, 210, one],
      [210, 470, two],
      [470, 640, three],
    ],
  ],
  [
    130,
    250,
    [
      [0, 130, three],
      [130, 380, one],
      [380, 640, two],
    ],
  ],
  [
    250,
    400,
    [
      [0, 290, two],
      [290, 520, three],
      [520, 640, one],
    ],
  ],
];

/** Draws a storefront, 640 by 480. */
export function storefront({ name, sky, ground, building, parked, trees }: Storefront, title: string): string {
  const { at, scale, ...portrait } = parked;
  return picture([640, 480], title, [
    path('M0 0H640V480H0Z', '#fbf6ea'),
    sewn(rows(sky)),
    ...trees.map((place) => tree(place, ['#5d9273', '#3c6e56'])),
    path('M0 384H640V480H0Z', ground[0]),
    path('M0 480L70 428H420L380 480ZM470 428H640V480H440Z', ground[1], { opacity: '.6' }),
    ...building(),
    stitch('M0 386H640M0 428H640'),
    group({ transform: `translate(${at} ${short(452 - 422 * scale)})scale(${scale})` }, [machine({ name, ...portrait })]),
  ]);
}

import { type Row, piece, sewn, stitch, tree } from './cloth.ts';
import { disc, group, line, path, picture, short } from './svg.ts';
import { machine, type Model } from './tractor.ts';

/** A machine in a landscape: its model and colour, its left edge, the height its wheels stand on, its scale. */
interface Standing {
  readonly model: Model;
  readonly color: string;
  readonly at: readonly [number, number];
  readonly scale: number;
}

/** A landscape of cloth: sky in sewn rows, stars, a sun or moon, hills, fields that fan towards us, trees and machines. */
export interface Scene {
  readonly name: string;
  readonly ground: string;
  readonly sky: readonly Row[];
  readonly stars: string;
  readonly light: { readonly at: readonly [number, number, number]; readonly color: string };
  readonly hills: readonly (readonly [string, string])[];
  readonly fields: readonly string[];
  readonly trees: readonly (readonly [number, number, number])[];
  readonly leaves: readonly [string, string];
  readonly machines: readonly Standing[];
}

const far = [-120, 130, 330, 520, 700, 910, 1330] as const;
const near = [-620, -90, 260, 560, 860, 1240, 1900] as const;

/** One field between two furrows that run from the horizon towards us, with its crop rows as stitches. */
function fan(colour: string, index: number): string {
  const [left, right] = [far[index] ?? 0, far[index + 1] ?? 0];
  const [nearLeft, nearRight] = [near[index] ?? 0, near[index + 1] ?? 0];
  const row = (share: number): string =>
    `M${short(left + (right - left) * share)} 566L${short(nearLeft + (nearRight - nearLeft) * share)} 800`;
  return (
    path(`M${left} 560H${right}L${nearRight} 806H${nearLeft}Z`, colour) +
    line([0.2, 0.4, 0.6, 0.8].map(row).join(''), ['#1b2130', 3], { opacity: '.13' })
  );
}

/** The stitches that join the fields; sewn last, so that no field hides them. */
const joins = (): string =>
  far
    .slice(1, -1)
    .map((x, index) => stitch(`M${x} 562L${near[index + 1] ?? 0} 804`))
    .join('');

const placed = (scene: string, { model, color, at: [x, y], scale }: Standing, index: number): string =>
  group({ transform: `translate(${x} ${short(y - 422 * scale)})scale(${scale})` }, [machine({ name: `${scene}-${index}`, model, color })]);

/** Draws a teaser's landscape, 1200 by 800. */
export function landscape(scene: Scene, title: string): string {
  const { light } = scene;
  return picture([1200, 800], title, [
    path('M0 0H1200V800H0Z', scene.ground),
    sewn(scene.sky),
    line(scene.stars, ['#fff3c9', 6], { opacity: '.85' }),
    disc([...light.at], light.color),
    disc([light.at[0], light.at[1], light.at[2] - 9], 'none', {
      stroke: '#fffdf8',
      'stroke-width': 2.5,
      'stroke-dasharray': '9 9',
      opacity: '.8',
    }),
    ...scene.hills.map(piece),
    ...scene.trees.map((at) => tree(at, scene.leaves)),
    ...scene.fields.map(fan),
    joins(),
    stitch('M0 562H1200'),
    ...scene.machines.map((standing, index) => placed(scene.name, standing, index)),
  ]);
}

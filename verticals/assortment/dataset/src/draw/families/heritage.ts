import { type Paint, chrome, iron, soot } from '../paint.ts';
import { badge, headlight, hitch, openSeat, shadow, stack, steering } from '../parts.ts';
import { box, disc, group, line, path } from '../svg.ts';
import { wheels } from '../wheel.ts';

/** An open tractor of the old school: long bonnet, spoked wheels, a pan seat under the sky. */
export interface Heritage {
  readonly family: 'heritage';
  readonly trim: string;
  readonly nose: 'upright' | 'rounded';
  readonly spokes: boolean;
}

const engine = (paint: Paint): string[] => [
  path('M150 262H506L500 322H420L396 340H268L220 330H150Z', paint.steel),
  path('M300 276h92v48h-92z', iron),
  line('M312 284v32M326 284v32M340 284v32M354 284v32M368 284v32M382 284v32', ['#59606d', 4]),
  box([404, 286, 34, 34, 6], soot),
  disc([421, 303, 9], '#6b7380'),
  line('M470 318V356M440 356H500', [iron, 12]),
];

const bonnets = {
  upright: 'M258 196L470 190H494Q508 190 508 204V286H262Z',
  rounded: 'M258 196C330 186 420 184 468 192Q506 200 510 244L507 286H262Z',
};

function bonnet(paint: Paint, { nose }: Heritage): string[] {
  const grille = nose === 'upright' ? 'M480 206h20v70h-20z' : 'M474 212q22 8 26 38l-1 28h-25z';
  return [
    path(bonnets[nose], paint.sheen),
    path('M259 262L508 250 508 286H262Z', paint.deep, { opacity: '.75' }),
    line('M268 202C340 192 410 191 470 196', [paint.bright, 5], { opacity: '.85' }),
    path(grille, soot),
    line('M481 222h18M481 236h19M481 250h19M481 264h19', [paint.trim, 3]),
    line('M340 220v26M354 219v26M368 218v26M382 218v26M396 217v26M410 217v26', [paint.night, 6], { opacity: '.75' }),
    line('M264 257L508 247', [paint.trim, 4]),
    badge([298, 216]),
    box([470, 178, 18, 10, 3], chrome),
    headlight([452, 214, 17]),
  ];
}

const fender = (paint: Paint): string[] => [
  path('M52 262C58 200 110 166 176 166C236 166 280 196 292 250L298 300L74 268Z', paint.sheen),
  line('M66 244C80 200 122 176 176 175C216 175 250 190 270 216', [paint.bright, 5], { opacity: '.8' }),
  path('M244 300H330V314H250Z', soot),
  box([54, 248, 16, 12, 3], '#c8402b'),
];

/** Draws a heritage tractor. */
export function heritage(model: Heritage, paint: Paint): string {
  const rim = model.spokes ? 'spokes' : 'dish';
  return group({}, [
    shadow(paint, [40, 560], [178, 470]),
    hitch([92, 292]),
    ...engine(paint),
    stack([408, 190], 112),
    line('M446 186v-34', [iron, 7]),
    box([434, 138, 24, 16, 6], soot),
    ...bonnet(paint, model),
    steering([270, 212], [-36, -52]),
    openSeat(paint, [168, 158], 44),
    ...fender(paint),
    wheels(paint, [
      { at: [178, 306], r: 116, rim },
      { at: [470, 364], r: 58, rim, tread: 'ribs' },
    ]),
  ]);
}

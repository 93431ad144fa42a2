import { box, disc, line, path } from '../svg.ts';

const pane = '#bfe0e4';
const cream = '#f6ecd6';

/** A harbour shed of painted planks with a hoist, water and a sail behind it. */
export const shed = (): string[] => [
  path('M0 330H640V388H0Z', '#7fa9c4') + line('M20 346h60M470 350h90M30 368h40M560 372h60', ['#cfe3ee', 3]),
  path('M556 340V196L612 320H556Z', '#fffdf8') + path('M550 214L520 320H550Z', '#e3a72f') + path('M510 330H624L600 352H530Z', '#7b4a2e'),
  path('M92 388V206L280 128 468 206V388Z', '#3f5f99'),
  line('M126 196v192M160 182v206M400 182v206M434 196v192', ['#34518a', 3]),
  path('M76 212L280 122 484 212 476 228 280 144 84 228Z', '#dfd6c4'),
  line('M84 214L280 128 472 212', ['#fffdf8', 3]),
  box([186, 248, 188, 140], '#22335c'),
  line('M186 262h188M186 276h188M186 290h188', ['#8d93a0', 8]),
  path('M200 388V330h44v58zM316 388v-44h44v44z', '#b98552') + line('M200 358h44M316 366h44', ['#8d6238', 3]),
  disc([280, 188, 25], cream) + disc([280, 188, 18], pane) + line('M280 170v36M262 188h36', [cream, 4]),
  box([108, 258, 54, 48, 3], pane) + box([398, 258, 54, 48, 3], pane),
  line('M108 258h54v48h-54zM135 258v48M398 258h54v48h-54zM425 258v48', [cream, 5]),
  box([204, 218, 152, 26, 4], '#c8512b') + line('M222 231h116', ['#fffdf8', 5], { 'stroke-dasharray': '14 7' }),
  line('M60 388v-30M516 388v-30', ['#5e4636', 12]),
];

/** An old brick station with a clock, a platform roof and rails that now bring tractors. */
export const station = (): string[] => [
  box([84, 230, 380, 158], '#b5654a'),
  line('M92 256h60M170 276h40M100 300h36M330 256h40M420 280h36M92 340h44M400 344h50M250 246h50', ['#9c5239', 4]),
  path('M64 236L104 188H444L484 236Z', '#454b57') + line('M104 188H444', ['#2f343d', 7]),
  path('M214 240V150L274 104 334 150V240Z', '#c4745a') + path('M200 156L274 96 348 156 340 166 274 112 208 166Z', '#454b57'),
  disc([274, 174, 27], '#fffdf8', { stroke: '#5e4636', 'stroke-width': 5 }) + line('M274 174V157M274 174l12 8', ['#20242b', 4]),
  ...[112, 172, 346, 406].map(
    (x) =>
      path(`M${x} 344V286q0-18 16-18t16 18v58z`, pane, { stroke: cream, 'stroke-width': 5 }) +
      line(`M${x + 16} 270v74M${x} 306h32`, [cream, 3]),
  ),
  path('M240 388V300q0-30 34-30t34 30v88z', '#27427b', { stroke: cream, 'stroke-width': 6 }) + line('M274 272v116', [cream, 4]),
  path('M464 246L604 232V250L464 262Z', '#2f7d5b') + line('M584 250V388M500 258V388', ['#5e4636', 8]),
  line('M474 264l12 10 12-12 12 9 12-11 12 9 12-11 12 9 12-11 12 8 12-10', [cream, 4]),
  box([214, 212, 120, 24, 4], '#fffdf8') + line('M230 224h88', ['#7a2f57', 5], { 'stroke-dasharray': '14 7' }),
  line('M0 462H640M0 474H640', ['#6b7380', 4]),
];

/** A market hall: a street front with a striped awning and a window of cloth and gears. */
export const market = (): string[] => [
  box([60, 196, 86, 192], '#d9c7a6') + box([78, 222, 50, 50, 3], pane) + box([78, 300, 50, 50, 3], pane),
  box([498, 176, 92, 212], '#8fb5a0') + box([518, 204, 52, 56, 3], pane) + box([518, 292, 52, 56, 3], pane),
  path('M52 200L103 166 154 200ZM490 180L544 140 598 180Z', '#5e4636'),
  box([140, 128, 364, 260], '#7a2f57') + box([128, 116, 388, 18, 4], '#5c2041'),
  ...[172, 262, 352, 432].map((x) => path(`M${x} 216V170q0-20 20-20t20 20v46z`, pane, { stroke: cream, 'stroke-width': 4 })),
  box([160, 282, 196, 106, 4], pane, { stroke: cream, 'stroke-width': 6 }),
  path('M176 388V330h36v58z', '#e3a72f') +
    path('M212 388v-40h34v40z', '#c8512b') +
    path('M246 388v-66h30v66z', '#2f7d5b') +
    path('M276 388v-34h44v34z', '#27427b'),
  path('M172 286h40l-40 70zM240 286h22l-90 102v-26z', '#fff', { opacity: '.4' }),
  box([384, 284, 88, 104, 4], '#3d2233', { stroke: cream, 'stroke-width': 6 }) +
    box([398, 298, 60, 46, 3], pane) +
    disc([460, 362, 4], '#e3a72f'),
  ...[0, 1, 2, 3, 4, 5, 6, 7].map((index) =>
    path(`M${150 + index * 43} 232h43v38q-21.5 20-43 0z`, index % 2 === 0 ? '#c8512b' : '#fffdf8'),
  ),
  path('M150 232H494V242H150Z', '#20242b', { opacity: '.12' }),
  box([232, 193, 176, 32, 5], '#fffdf8') + line('M252 209h136', ['#c8512b', 5], { 'stroke-dasharray': '14 7' }),
  line('M168 116V82M476 116V82', ['#5e4636', 4]) + path('M168 84h40l-9 9 9 9h-40zM476 84h-40l9 9-9 9h40z', '#e3a72f'),
];

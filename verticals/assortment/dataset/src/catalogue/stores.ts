import type { Storefront } from '../draw/storefront.ts';
import { barn, glasshouse, hanok } from '../draw/stores/country.ts';
import { market, shed, station } from '../draw/stores/town.ts';

/** A store: its address and the picture of its front. */
interface DrawnStore {
  readonly id: string;
  readonly name: string;
  readonly street: string;
  readonly city: string;
  readonly front: Omit<Storefront, 'name'>;
}

/** All stores, the oldest first. */
export const drawnStores: readonly DrawnStore[] = [
  {
    id: 'hanok-yard',
    name: 'The Hanok Yard',
    street: 'Persimmon Lane 3',
    city: 'Easterly',
    front: {
      sky: ['#f6e3c4', '#f9eedb', '#f2d4b4'],
      ground: ['#cdbb95', '#b7a57c'],
      building: hanok,
      parked: {
        model: { family: 'heritage', trim: '#e8d9b5', nose: 'rounded', spokes: true },
        color: '#2f7d5b',
        at: 398,
        scale: 0.34,
      },
      trees: [
        [60, 388, 36],
        [598, 388, 30],
      ],
    },
  },
  {
    id: 'mill-barn',
    name: 'Mill Barn',
    street: 'Upper Mill Road 18',
    city: 'Oatfield',
    front: {
      sky: ['#d5e6ee', '#e6f0f1', '#c3dbe8'],
      ground: ['#9db77f', '#86a56b'],
      building: barn,
      parked: {
        model: { family: 'field', trim: '#efe6d2', front: 'bare', beacon: false },
        color: '#e3a72f',
        at: 30,
        scale: 0.34,
      },
      trees: [
        [70, 388, 30],
        [560, 388, 38],
        [610, 388, 26],
      ],
    },
  },
  {
    id: 'harbour-shed',
    name: 'Harbour Shed No. 7',
    street: 'Rope Walk 7',
    city: 'Saltwick Bay',
    front: {
      sky: ['#dcebf0', '#f3efe2', '#cfe2ea'],
      ground: ['#bdb7aa', '#a9a396'],
      building: shed,
      parked: {
        model: { family: 'rover', trim: '#efe6d2', mast: 'fin', rim: 'slots' },
        color: '#c8512b',
        at: 424,
        scale: 0.33,
      },
      trees: [],
    },
  },
  {
    id: 'old-station',
    name: 'The Old Station',
    street: 'Platform Road 1',
    city: 'Nether Junction',
    front: {
      sky: ['#efe0ea', '#f8efe6', '#e2cfdd'],
      ground: ['#b9ac98', '#a39682'],
      building: station,
      parked: { model: { family: 'crawler', trim: '#e3a72f', blade: false }, color: '#27427b', at: 426, scale: 0.34 },
      trees: [[40, 388, 32]],
    },
  },
  {
    id: 'glasshouse',
    name: 'The Glasshouse',
    street: 'Seedling Row 22',
    city: 'Great Marrow',
    front: {
      sky: ['#e0efe4', '#f5f3e2', '#cfe5da'],
      ground: ['#a7bf8c', '#8fae76'],
      building: glasshouse,
      parked: { model: { family: 'garden', trim: '#efe6d2', top: 'parasol' }, color: '#7e9fc7', at: 400, scale: 0.34 },
      trees: [
        [40, 388, 34],
        [606, 388, 36],
      ],
    },
  },
  {
    id: 'market-hall',
    name: 'Market Hall',
    street: 'Thimble Square 12',
    city: 'Button-on-Thread',
    front: {
      sky: ['#f7ddd0', '#faeede', '#f1cfc0'],
      ground: ['#c9bfb2', '#b4aa9c'],
      building: market,
      parked: { model: { family: 'orchard', trim: '#efe6d2', shelter: 'hoop' }, color: '#2f7d5b', at: 26, scale: 0.33 },
      trees: [[616, 388, 26]],
    },
  },
];

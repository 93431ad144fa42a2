import type { WrittenFeed } from '@jogakbo/assortment-contract';
import { autonomous } from './catalogue/autonomous.ts';
import { classics } from './catalogue/classic.ts';
import { heavies } from './catalogue/heavy.ts';
import { type Machine, product } from './catalogue/machine.ts';
import { orchards } from './catalogue/orchard.ts';
import { drawnStores } from './catalogue/stores.ts';

/** Where a store's picture lies beside the feed. */
export const storeImage = (id: string): string => `images/store/${id}.svg`;

/** Where the teasers' pictures lie beside the feed. */
export const teaserImages = { classic: 'images/scene/classic.svg', autonomous: 'images/scene/autonomous.svg' } as const;

/** All machines by the category they are sold in. */
export const shelves: readonly { readonly category: string; readonly machines: readonly Machine[] }[] = [
  { category: 'classic', machines: [...classics, ...heavies] },
  { category: 'autonomous', machines: autonomous },
  { category: 'orchard', machines: orchards },
];

/** The shop's own assortment as a product feed. */
export const dataset = {
  format: 'product-feed/1',
  name: 'Jogakbo',
  source: "The project's own words and drawings, MIT licence",
  currency: { code: 'EUR', symbol: '€', digits: 2 },
  categories: [
    { id: 'classic', name: 'Classics' },
    { id: 'autonomous', name: 'Autonomous' },
    { id: 'orchard', name: 'Orchard & Garden' },
  ],
  products: shelves.flatMap(({ category, machines }) => machines.map((machine) => product(machine, category))),
  stores: drawnStores.map(({ id, name, street, city }) => ({ id, name, street, city, image: storeImage(id) })),
  teasers: [
    { title: 'Classics, freshly oiled', image: teaserImages.classic, url: '/products/classic' },
    { title: 'Autonomous, wide awake', image: teaserImages.autonomous, url: '/products/autonomous' },
  ],
  homeRecommendationsFor: ['CJ-01-MR', 'AJ-01-SK'],
} satisfies WrittenFeed;

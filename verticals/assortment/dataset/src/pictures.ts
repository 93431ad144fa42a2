import { shelves, storeImage, teaserImages } from './catalogue.ts';
import { type Machine, product } from './catalogue/machine.ts';
import { autonomousNight, classicMorning } from './catalogue/scenes.ts';
import { drawnStores } from './catalogue/stores.ts';
import { landscape } from './draw/scene.ts';
import { storefront } from './draw/storefront.ts';
import { tractor } from './draw/tractor.ts';

type Drawing = readonly [path: string, draw: () => string];

const portraits = (machine: Machine): readonly Drawing[] =>
  product(machine, '').variants.map(({ sku, name, color, image }) => [
    image,
    () => tractor({ name: sku, model: machine.model, color }, `${machine.name}, ${name}`),
  ]);

const drawings: ReadonlyMap<string, () => string> = new Map<string, () => string>([
  ...shelves.flatMap(({ machines }) => machines.flatMap(portraits)),
  ...drawnStores.map((store): Drawing => [storeImage(store.id), () => storefront({ name: store.id, ...store.front }, store.name)]),
  [teaserImages.classic, () => landscape(classicMorning, 'Two classic tractors on morning fields')],
  [teaserImages.autonomous, () => landscape(autonomousNight, 'Two driverless machines on fields by moonlight')],
]);

/** The paths of all pictures that the feed names, relative to the feed. */
export const picturePaths: readonly string[] = [...drawings.keys()];

/** The SVG text of the picture at one of the feed's image paths, or nothing if the feed names no such picture. */
export const pictureOf = (path: string): string | undefined => drawings.get(path)?.();

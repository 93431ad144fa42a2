import { crawler, type Crawler } from './families/crawler.ts';
import { field, type Field } from './families/field.ts';
import { garden, type Garden } from './families/garden.ts';
import { giant, type Giant } from './families/giant.ts';
import { heritage, type Heritage } from './families/heritage.ts';
import { orchard, type Orchard } from './families/orchard.ts';
import { rover, type Rover } from './families/rover.ts';
import { scout, type Scout } from './families/scout.ts';
import { stilt, type Stilt } from './families/stilt.ts';
import { tortoise, type Tortoise } from './families/tortoise.ts';
import { definitions, type Paint, paintOf } from './paint.ts';
import { picture } from './svg.ts';

/** What a machine looks like apart from its colour: its family and the family's own choices. */
export type Model = Heritage | Field | Giant | Crawler | Rover | Scout | Tortoise | Orchard | Stilt | Garden;

/** A machine to be drawn: a name that is unique on a page (the SKU), its model and its body colour. */
export interface Portrait {
  readonly name: string;
  readonly model: Model;
  readonly color: string;
}

function shapes(model: Model, paint: Paint): string {
  switch (model.family) {
    case 'heritage':
      return heritage(model, paint);
    case 'field':
      return field(model, paint);
    case 'giant':
      return giant(model, paint);
    case 'crawler':
      return crawler(model, paint);
    case 'rover':
      return rover(model, paint);
    case 'scout':
      return scout(model, paint);
    case 'tortoise':
      return tortoise(model, paint);
    case 'orchard':
      return orchard(model, paint);
    case 'stilt':
      return stilt(model, paint);
    case 'garden':
      return garden(model, paint);
  }
}

/** The machine's shapes with their gradients, 600 by 480, to be placed in a larger drawing. */
export function machine({ name, model, color }: Portrait): string {
  const paint = paintOf(name, color, model.trim);
  return definitions(paint) + shapes(model, paint);
}

/** The side view of one machine as a whole picture with a transparent ground. */
export const tractor = (portrait: Portrait, title: string): string => picture([600, 480], title, [machine(portrait)]);

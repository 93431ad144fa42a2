import type { Law } from './law.ts';
import { money, stock } from './money-and-stock.ts';
import { offers } from './offers.ts';
import { consistency, possession, sagas } from './orders.ts';
import { honesty, views } from './telling.ts';

/** The laws of the shop. */
export const laws: readonly Law[] = [money, stock, offers, sagas, consistency, possession, views, honesty];

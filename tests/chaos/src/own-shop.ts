import { once } from 'node:events';
import {
  anyNumber,
  type Build,
  clearState,
  type Interruption,
  ownPlace,
  type Progress,
  type Settings,
  settingsFrom,
  startShop,
} from '@jogakbo/dev';
import { shopIn, type ShopHere } from './shop-here.ts';

/** What a shop that is only for a trial is started with. */
export interface OwnShop {
  readonly settings: Settings;
  readonly progress: Progress;
  readonly interruption: Interruption;
  /** How its units are built, where it is otherwise than they always are. */
  readonly build?: Build;
}

/** All customers come from one address, and as many as there are. */
const anyHold = { CLIENT_UNPAID_PIECES: '0' };

/** The settings of a shop that is only for a trial, in a state folder of its own, on ports that are free. */
export const ownSettings = (state: string): Settings =>
  settingsFrom({ ...anyNumber, ...anyHold, ...process.env, ...ownPlace, JOGAKBO_STATE: state }, process.cwd());

/**
 * Lets something happen in a shop that remembers nothing, and stops it again.
 *
 * @throws The signal's reason when it is interrupted; the shop is stopped by then.
 */
export async function inOwnShop<T>({ settings, interruption, ...rest }: OwnShop, work: (shop: ShopHere) => Promise<T>): Promise<T> {
  const { stop, force } = interruption;
  await clearState(settings.state);
  const shop = await startShop(settings, { ...rest, signal: stop, force });
  try {
    stop.throwIfAborted();
    return await Promise.race([work(shopIn(shop.state)), interrupted(stop)]);
  } finally {
    await shop.stop();
  }
}

async function interrupted(stop: AbortSignal): Promise<never> {
  await once(stop, 'abort');
  throw stop.reason;
}

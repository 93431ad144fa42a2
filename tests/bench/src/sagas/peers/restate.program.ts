import { createServer } from 'node:http2';
import type { Ending, Order } from '../contender.ts';
import { loadPeer, openEffects } from './effects.ts';

/** The saga as a handler of Restate, in a process of its own. */
interface Context {
  readonly run: <T>(name: string, step: () => Promise<T>) => Promise<T>;
}
interface Restate {
  readonly service: (definition: object) => object;
  readonly endpoint: () => { bind: (service: object) => { http2Handler: () => Parameters<typeof createServer>[1] } };
}

const restate = loadPeer<Restate>('@restatedev/restate-sdk');
const { reserve, charge, release, confirm, reject } = await openEffects();

const checkout = restate.service({
  name: 'checkout',
  handlers: {
    place: async (context: Context, order: Order): Promise<Ending> => {
      await context.run('reserve', () => reserve(order));
      if (await context.run('charge', () => charge(order))) {
        await context.run('confirm', () => confirm(order));
        return 'confirmed';
      }
      await context.run('release', () => release(order));
      await context.run('reject', () => reject(order));
      return 'rejected';
    },
  },
});

const server = createServer(restate.endpoint().bind(checkout).http2Handler());
server.listen(Number(process.env['PORT']), '127.0.0.1', () => process.send!('ready'));
process.once('SIGTERM', () => process.exit(0));

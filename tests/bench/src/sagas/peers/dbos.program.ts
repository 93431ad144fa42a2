import type { Ending, Order } from '../contender.ts';
import { loadPeer, openEffects } from './effects.ts';

/** The saga as a workflow of DBOS, in a process of its own; orders come and endings go by the channel to its parent. */
interface Dbos {
  readonly setConfig: (config: object) => void;
  readonly launch: () => Promise<void>;
  readonly shutdown: () => Promise<void>;
  readonly runStep: <T>(step: () => Promise<T>, named: { name: string }) => Promise<T>;
  readonly registerWorkflow: <T>(workflow: (order: Order) => Promise<T>, named: { name: string }) => (order: Order) => Promise<T>;
  readonly startWorkflow: <T>(
    workflow: (order: Order) => Promise<T>,
    as: { workflowID: string },
  ) => (order: Order) => Promise<{ getResult: () => Promise<T> }>;
}

const { DBOS } = loadPeer<{ DBOS: Dbos }>('@dbos-inc/dbos-sdk');
const { reserve, charge, release, confirm, reject } = await openEffects();

const checkout = DBOS.registerWorkflow(
  async (order): Promise<Ending> => {
    await DBOS.runStep(() => reserve(order), { name: 'reserve' });
    if (await DBOS.runStep(() => charge(order), { name: 'charge' })) {
      await DBOS.runStep(() => confirm(order), { name: 'confirm' });
      return 'confirmed';
    }
    await DBOS.runStep(() => release(order), { name: 'release' });
    await DBOS.runStep(() => reject(order), { name: 'reject' });
    return 'rejected';
  },
  { name: 'checkout' },
);

const POOL = 32;
DBOS.setConfig({ name: 'checkout', systemDatabaseUrl: process.env['DATABASE_URL'], systemDatabasePoolSize: POOL, logLevel: 'error' });
await DBOS.launch();
const conduct = async (order: Order) => {
  const workflow = await DBOS.startWorkflow(checkout, { workflowID: order.orderId })(order);
  process.send!({ orderId: order.orderId, ending: await workflow.getResult() });
};
process.on('message', (order: Order) => void conduct(order));
process.once('SIGTERM', () => void DBOS.shutdown().then(() => process.exit(0)));
process.send!('ready');

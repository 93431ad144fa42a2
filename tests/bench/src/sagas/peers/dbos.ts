import path from 'node:path';
import { startChild } from '../child.ts';
import type { Contender, Ending } from '../contender.ts';
import type { SagaGround } from '../ground.ts';

/** DBOS: a library that keeps its workflows in PostgreSQL. */
export const dbos = (ground: SagaGround, peers: string): Contender => ({
  name: 'DBOS',
  durability: 'on disk: PostgreSQL syncs every commit',
  open: async () => {
    const program = path.join(import.meta.dirname, 'dbos.program.ts');
    const environment = { PEERS: peers, DATABASE_URL: ground.servers.databaseUrlOf('dbos'), NODE_NO_WARNINGS: '1' };
    const child = await startChild(program, environment);
    const waiting = new Map<string, (ending: Ending) => void>();
    child.process.on('message', ({ orderId, ending }: { orderId: string; ending: Ending }) => {
      waiting.get(orderId)?.(ending);
      waiting.delete(orderId);
    });
    return {
      order: (order) =>
        new Promise((resolve) => {
          waiting.set(order.orderId, resolve);
          child.process.send(order);
        }),
      processes: [child.pid, ground.pidOf('postgres')],
      close: child.stop,
    };
  },
});

import { headerNames, subjects } from '@jogakbo/protocol';
import { connectToNats, Requests, ServiceConfig } from '@jogakbo/runtime';
import type { Conducting, Ending } from './contender.ts';
import { CUSTOMER, type SagaGround } from './ground.ts';
import { OrderConfirmed, OrderPlaced, OrderRejected, PlaceOrder } from './participant/src/contracts.ts';

const endings: Readonly<Record<string, Ending>> = { [OrderConfirmed.type]: 'confirmed', [OrderRejected.type]: 'rejected' };
const PATIENCE = 60_000;

/** All customers: one connection that places their orders, and one reader of the ordering log that sees how each ended. */
export async function openCustomers({ servers }: SagaGround): Promise<Pick<Conducting, 'order' | 'close'>> {
  const [asking, reading] = await Promise.all(['gateway', CUSTOMER].map((user) => connectToNats(configOf(servers.natsFor(user)))));
  const requests = new Requests(asking!);
  const waiting = new Map<string, (ending: Ending) => void>();
  reading!.subscribe(subjects.stored(subjects.topic(OrderPlaced)), {
    callback: (_, { headers }) => {
      const ending = endings[headers?.get(headerNames.type) ?? ''];
      const orderId = headers?.get(headerNames.subject) ?? '';
      if (!ending) return;
      waiting.get(orderId)?.(ending);
      waiting.delete(orderId);
    },
  });
  await reading!.flush();
  return {
    order: async (order) => {
      const ended = new Promise<Ending>((resolve) => waiting.set(order.orderId, resolve));
      const { type, data } = PlaceOrder(order);
      await requests.ask(subjects.request('ordering', 'measured', type), data, PATIENCE);
      return ended;
    },
    close: async () => {
      await Promise.all([asking!.close(), reading!.close()]);
    },
  };
}

const configOf = ({ url, user, password }: ReturnType<SagaGround['servers']['natsFor']>) =>
  ServiceConfig.parse({ NATS_URL: url, NATS_USER: user, NATS_PASSWORD: password, HEALTH_PORT: 0, INSTANCE: user, RELEASE_DIR: '.' });

import { z } from 'zod';
import { connectAs, type NatsAccess } from './connection.ts';

/** As much as is needed of what a server says of its connections: https://docs.nats.io/running-a-nats-service/configuration/sys_accounts */
const Connections = z.object({
  server: z.object({ id: z.string() }),
  data: z.object({ connections: z.array(z.object({ cid: z.number(), name: z.string().optional() })) }),
});

/** Has a server break all connections that have this name. */
export async function breakConnectionsOf(name: string, system: NatsAccess): Promise<void> {
  const connection = await connectAs(system);
  try {
    const said = await connection.request('$SYS.REQ.SERVER.PING.CONNZ', JSON.stringify({ limit: 10_000 }), { timeout: 2000 });
    const { server, data } = Connections.parse(said.json());
    for (const { cid } of data.connections.filter((each) => each.name === name))
      await connection.request(`$SYS.REQ.SERVER.${server.id}.KICK`, JSON.stringify({ cid }), { timeout: 2000 });
  } finally {
    await connection.close();
  }
}

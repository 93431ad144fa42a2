import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { Database } from './database.ts';

/** What PostgreSQL says, message by message: that it is ready, and with the same breath that it ends. */
const READY = 'R\0\0\0\u0008\0\0\0\0Z\0\0\0\u0005I';
const ENDS = 'E\0\0\0\u0021SFATAL\0C57P01\0Mit is ending\0\0';

it('A server that ends at the moment at which somebody has connected ends the connection, and not the process', async () => {
  const server = createServer((socket) => socket.once('data', () => socket.end(READY + ENDS, 'latin1')));
  onTestFinished(() => void server.close());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const client = await new Database(`postgres://somebody@127.0.0.1:${port}/any`, 'test').connect();
  await expect(client.query('select 1')).rejects.toThrow(/ending|terminated|queryable|closed/);
});

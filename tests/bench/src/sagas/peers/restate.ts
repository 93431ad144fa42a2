import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '@jogakbo/dev';
import { startChild } from '../child.ts';
import type { Contender, Ending, Order } from '../contender.ts';
import type { SagaGround } from '../ground.ts';

const PATIENCE = 60_000;
/** It looks for newer versions of itself, and says so where it may not. */
const LOGGED = 'error,octocrab=off';

/** Restate: a server that keeps journals of handlers, in a folder of its own. */
export const restate = (ground: SagaGround, peers: string): Contender => ({
  name: 'Restate',
  durability: 'on disk: its log syncs, and so does PostgreSQL',
  open: async () => {
    const [handler, ingress, admin, node] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
    const child = await startChild(path.join(import.meta.dirname, 'restate.program.ts'), {
      ...{ PEERS: peers, DATABASE_URL: ground.servers.databaseUrlOf('restate'), PORT: String(handler), RESTATE_LOGGING: 'ERROR' },
    });
    const server = startServer(ground.folder, peers, { ingress, admin, node });
    await register(admin, handler);
    const agent = new Agent({ keepAlive: true });
    return {
      order: (order) => place(order, ingress, agent),
      processes: [child.pid, server.pid!, ground.pidOf('postgres')],
      close: async () => {
        agent.destroy();
        server.kill('SIGTERM');
        await once(server, 'exit');
        await child.stop();
      },
    };
  },
});

interface Ports {
  readonly ingress: number;
  readonly admin: number;
  readonly node: number;
}

function startServer(folder: string, peers: string, { ingress, admin, node }: Ports): ChildProcess {
  const binary = path.join(peers, `node_modules/@restatedev/restate-server-${process.platform}-${process.arch}/bin/restate-server`);
  const env = {
    ...{ RESTATE_BASE_DIR: path.join(folder, 'restate'), RESTATE_NODE_NAME: 'measured', RESTATE_DISABLE_TELEMETRY: 'true' },
    ...{ RESTATE_BIND_IP: '127.0.0.1', RESTATE_ADVERTISED_HOST: '127.0.0.1', RESTATE_LISTEN_MODE: 'tcp', RESTATE_LOG_FILTER: LOGGED },
    ...{ RESTATE_BIND_PORT: String(node), RESTATE_INGRESS__BIND_PORT: String(ingress), RESTATE_ADMIN__BIND_PORT: String(admin) },
  };
  return spawn(binary, ['--no-logo'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Tells the server where the handler is, as soon as it listens. */
async function register(admin: number, handler: number) {
  const body = JSON.stringify({ uri: `http://127.0.0.1:${handler}`, force: true });
  for (const until = performance.now() + PATIENCE; ; await wait(100)) {
    try {
      const answer = await fetch(`http://127.0.0.1:${admin}/deployments`, {
        ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body },
      });
      if (answer.ok) return;
      throw new Error(`${answer.status}: ${await answer.text()}`);
    } catch (error) {
      if (performance.now() > until) throw error;
    }
  }
}

function place(order: Order, ingress: number, agent: Agent): Promise<Ending> {
  const headers = { 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port: ingress, path: '/checkout/place', method: 'POST', headers, agent }, (answer) => {
      text(answer).then((body) => (answer.statusCode === 200 ? resolve(JSON.parse(body)) : reject(new Error(body))), reject);
    });
    asking.on('error', reject);
    asking.end(JSON.stringify(order));
  });
}

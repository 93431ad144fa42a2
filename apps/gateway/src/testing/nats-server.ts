import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from '@nats-io/transport-node';

const cache = path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'jogakbo');

/** The NATS server that `npm start` obtained, or the one that NATS_SERVER names. */
function binary(): string {
  const cached = existsSync(cache) ? readdirSync(cache).filter((name) => name.startsWith('nats-server-')) : [];
  const found = process.env.NATS_SERVER ?? (cached.length > 0 ? path.join(cache, cached.sort().at(-1)!) : undefined);
  if (!found) throw new Error(`No NATS server in ${cache}: run \`npm start\` once, or set NATS_SERVER.`);
  return found;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A real NATS server with JetStream, of this test's own. */
export class TestNats {
  private process: ChildProcess | undefined;
  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async start(): Promise<TestNats> {
    const nats = new TestNats(mkdtempSync(path.join(tmpdir(), 'jogakbo-gateway-')), await freePort());
    await nats.start();
    return nats;
  }

  get url() {
    return `nats://127.0.0.1:${this.port}`;
  }

  async start() {
    const configuration = path.join(this.folder, 'nats.conf');
    writeFileSync(
      configuration,
      `listen: "127.0.0.1:${this.port}"\nmax_payload: 8MB\njetstream { store_dir: ${JSON.stringify(this.folder)} }\nauthorization { user: test, password: test }\n`,
    );
    this.process = spawn(binary(), ['-c', configuration], { stdio: 'ignore' });
    const probe = await connect({
      servers: this.url,
      user: 'test',
      pass: 'test',
      waitOnFirstConnect: true,
      maxReconnectAttempts: -1,
      reconnectTimeWait: 20,
    });
    await probe.close();
  }

  /** Ends the server's process; what it stored stays for the next start. */
  async halt() {
    this.process?.kill('SIGKILL');
    if (this.process?.exitCode === null && this.process.signalCode === null) await once(this.process, 'exit');
  }

  async stop() {
    await this.halt();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

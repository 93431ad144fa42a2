import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from '@nats-io/transport-node';
import { JETSTREAM_API } from '@jogakbo/protocol';

const cache = path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'jogakbo');

/** The NATS server that NATS_SERVER names, as `npm test` sets it; for a spec that is run alone, the newest that was ever obtained. */
function binary(): string {
  const cached = existsSync(cache) ? readdirSync(cache).filter((name) => /^nats-server-[\d.]+-/.test(name)) : [];
  const newest = newestOf(cached);
  const found = process.env.NATS_SERVER ?? (newest && path.join(cache, newest));
  if (!found) throw new Error(`No NATS server in ${cache}: run \`npm test -- --only integration\`, or set NATS_SERVER.`);
  return found;
}

/** The one of the highest version, compared number by number: 2.9 is older than 2.12. */
export const newestOf = (names: string[]): string | undefined =>
  names.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);

/** A port that nobody has at this moment. */
export async function freePort(): Promise<number> {
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
      `listen: "127.0.0.1:${this.port}"\nmax_payload: 8MB\njetstream { store_dir: ${JSON.stringify(this.folder)} }\nmappings: { "${JETSTREAM_API}.>": "$JS.API.>" }\nauthorization { user: test, password: test }\n`,
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

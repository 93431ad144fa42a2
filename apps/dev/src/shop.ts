import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { claim, unclaim } from './claim.ts';
import { type Build, buildAll, buildApart } from './build.ts';
import { type Control, controlOf } from './control/client.ts';
import { openControl } from './control/server.ts';
import { Credentials } from './credentials.ts';
import { type DeploymentOutcome, Deployments } from './deployment.ts';
import { Fleet } from './fleet.ts';
import { LivePointers } from './nats/live-pointers.ts';
import { explain, Problem } from './problem.ts';
import { lastLines } from './process/log-file.ts';
import { freePort, requireFree } from './process/ports.ts';
import type { ProcessStatus } from './process/process-spec.ts';
import { endLeftovers } from './process/record.ts';
import { Supervisor } from './process/supervisor.ts';
import { type Progress, silent } from './progress.ts';
import type { ReleaseOnDisk } from './releases.ts';
import { sow } from './seed.ts';
import { type Ground, Servers } from './servers.ts';
import type { Settings } from './settings.ts';
import { prepareState, type State } from './state.ts';
import { GATEWAY, unitsOf } from './units.ts';

/** A shop that runs: what tests, benchmarks and the console do with it. */
export interface Shop {
  /** Where a browser finds it. */
  address: string;
  state: State;
  /** The secret that lets the back office in. */
  staffToken: string;
  control: Control;
  processes: () => ProcessStatus[];
  /** Kills a process as a crash would; it is started again. */
  kill: (instance: string) => void;
  deploy: (unit: string, version: string) => Promise<DeploymentOutcome>;
  stop: () => Promise<void>;
}

/** What a start may be given besides the settings. */
export interface StartOptions {
  progress?: Progress;
  /** Builds a unit; tests give a build of their own. */
  build?: Build;
  /** Breaks the start off in an orderly way. */
  signal?: AbortSignal;
  /** Ends all processes at once, also in the middle of a start or a stop. */
  force?: AbortSignal;
}

/** Builds, starts and seeds the whole shop, and resolves when its home page answers. */
export async function startShop(chosen: Settings, options: StartOptions = {}): Promise<Shop> {
  const { progress = silent, signal, force } = options;
  const state = prepareState(chosen.state);
  const settings = await withPorts(chosen);
  const credentials = new Credentials(state.credentials);
  const address = addressOf(settings);
  claim(state, { address, control: `http://127.0.0.1:${settings.controlPort}`, token: credentials.of('control-token') });
  const supervisor = new Supervisor(state, progress);
  force?.addEventListener('abort', () => void supervisor.forceAll());
  const opened: Opened = {};
  const stop = () => close(state, supervisor, opened);
  try {
    await clearGround(settings, state, progress);
    const ground = { state, supervisor, credentials, progress, signal };
    const deployments = await open(ground, settings, options, opened);
    await sow({ root: settings.root, memory: state.seeds, address, staffToken: credentials.of('staff-token'), progress, signal });
    await progress.step('home page', () => untilHome(address, settings.readySeconds, supervisor, signal));
    return {
      address, state, stop, control: controlOf(state), staffToken: credentials.of('staff-token'),
      processes: () => supervisor.status(),
      kill: (instance) => supervisor.find(instance).kill(),
      deploy: (unit, version) => deployments.deploy(unit, version, progress),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Opened {
  control?: Server;
  pointers?: LivePointers;
  deployments?: Deployments;
}

async function withPorts(chosen: Settings): Promise<Settings> {
  const settings = { ...chosen };
  for (const name of ['port', 'natsPort', 'postgresPort', 'controlPort'] as const) settings[name] ||= await freePort();
  return settings;
}

function addressOf({ host, port }: Settings): string {
  const everywhere = host === '0.0.0.0' || host === '::';
  return `http://${everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;
}

async function clearGround(settings: Settings, state: State, progress: Progress): Promise<void> {
  const ended = await endLeftovers(state.run);
  if (ended.length > 0) progress.line(`· ended what an earlier start had left behind: ${ended.join(', ')}`);
  const host = '127.0.0.1';
  await requireFree([
    { setting: 'PORT', host: settings.host, port: settings.port },
    { setting: 'NATS_PORT', host, port: settings.natsPort },
    { setting: 'POSTGRES_PORT', host, port: settings.postgresUrl ? 0 : settings.postgresPort },
    { setting: 'CONTROL_PORT', host, port: settings.controlPort },
  ]);
}

async function open(ground: Ground, settings: Settings, { build = buildApart }: StartOptions, opened: Opened): Promise<Deployments> {
  const { state, supervisor, credentials, progress, signal } = ground;
  const prepared = await Promise.allSettled([
    Servers.start(ground, settings),
    buildAll(unitsOf(settings.root), build, { root: settings.root, releases: state.releases, progress, signal }),
  ]);
  signal?.throwIfAborted();
  const [servers, releases] = prepared;
  if (servers.status === 'rejected') throw servers.reason;
  if (releases.status === 'rejected') throw releases.reason;
  const pointers = (opened.pointers = await LivePointers.open(servers.value.natsFor('dev')));
  const fleet = new Fleet({ settings, supervisor, pointers, progress, servers: servers.value, releases: state.releases, staffToken: credentials.of('staff-token') });
  const deployments = (opened.deployments = new Deployments(fleet, settings, state.releases));
  opened.control = await openControl(settings.controlPort, credentials.of('control-token'), {
    processes: () => supervisor.status(),
    process: (instance) => supervisor.find(instance),
    deploy: (unit, version, told) => deployments.deploy(unit, version, told),
  });
  await launchAll(fleet, releases.value, settings, progress);
  signal?.throwIfAborted();
  return deployments;
}

async function launchAll(fleet: Fleet, releases: ReleaseOnDisk[], settings: Settings, progress: Progress): Promise<void> {
  for (const release of releases) fleet.intend(release);
  const launched = await progress.step('databases and rights', () => fleet.launch(releases));
  await progress.step('processes', async (note) => {
    let ready = 0;
    const waiting = launched.map(async (each) => {
      // A vertical that isn't ready is a gap in the pages, not the end of the shop; it goes on being started.
      await each.untilReady(settings.readySeconds * 1000).then(() => note(`${(ready += 1)} of ${launched.length} ready`), (error: unknown) => progress.wrong(explain(error)));
    });
    await Promise.all(waiting);
  });
  await Promise.all(releases.filter(({ vertical, version }) => fleet.processesOf(vertical, version).some(({ state }) => state === 'ready')).map((release) => fleet.makeLive(release)));
}

async function untilHome(address: string, seconds: number, supervisor: Supervisor, signal?: AbortSignal): Promise<void> {
  let said = 'nothing';
  for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await delay(100, undefined, { signal })) {
    try {
      const answer = await fetch(address, { signal: AbortSignal.timeout(5000), headers: { accept: 'text/html' } });
      await answer.text();
      if (answer.status === 200) return;
      said = `status ${answer.status}`;
    } catch (error) {
      said = error instanceof Error ? String(error.cause ?? error.message) : 'nothing';
    }
  }
  const { log } = supervisor.ofUnit(GATEWAY)[0] ?? { log: '' };
  const lines = lastLines(log, 6).map((line) => `\n    | ${line}`);
  throw new Problem(`The home page ${address}/ answers ${said}, ${seconds} s after the start${lines.join('')}`, `read the logs beside ${log}`);
}

async function close(state: State, supervisor: Supervisor, { control, pointers, deployments }: Opened): Promise<void> {
  control?.close();
  control?.closeAllConnections();
  deployments?.close();
  await pointers?.close();
  await supervisor.stopAll();
  unclaim(state);
}

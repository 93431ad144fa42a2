import { type Build, buildApart } from './build.ts';
import { claim, unclaim } from './claim.ts';
import { type Control, controlOf } from './control/client.ts';
import { Credentials } from './credentials.ts';
import type { DeploymentOutcome } from './deployment.ts';
import { untilHome } from './home-page.ts';
import { natsAddress } from './nats/nats-server.ts';
import { clearGround, open, type Opened } from './opening.ts';
import { freePort } from './process/ports.ts';
import type { ProcessStatus } from './process/process-spec.ts';
import { Supervisor } from './process/supervisor.ts';
import { type Progress, silent } from './progress.ts';
import { sow } from './seed.ts';
import type { Ground } from './servers.ts';
import { addressOf, type Settings } from './settings.ts';
import { prepareSignIn, type SignIn } from './sign-in.ts';
import { prepareState, requireWhole, type State } from './state.ts';

/** A shop that runs: what tests, benchmarks and the console do with it. */
export interface Shop {
  /** Where a browser finds it. */
  address: string;
  state: State;
  /** The secret that lets the back office in. */
  staffToken: string;
  /** The account for signing in, where this start has made it: its password is known here and nowhere else. */
  madeAccount?: { name: string; password: string } | undefined;
  control: Control;
  processes: () => ProcessStatus[];
  /** Kills a process as a crash would; it is started again. */
  kill: (instance: string) => void;
  /** Puts a release live that has been built. */
  deploy: (unit: string, version: string) => Promise<DeploymentOutcome>;
  stop: () => Promise<void>;
}

/** What a start may be given besides the settings. */
export interface StartOptions {
  progress?: Progress;
  /** Builds a unit; tests give a build of their own. */
  build?: Build;
  /** The settings as they are written down at any later moment, for secrets that somebody else has made. */
  readAgain?: () => Settings;
  /** Breaks the start off in an orderly way. */
  signal?: AbortSignal;
  /** Ends all processes at once, also in the middle of a start or a stop. */
  force?: AbortSignal;
}

/** Builds, starts and seeds the whole shop, and resolves when its home page answers. */
export async function startShop(chosen: Settings, options: StartOptions = {}): Promise<Shop> {
  const { progress = silent, build = buildApart, signal, force, readAgain } = options;
  const state = prepareState(chosen.state);
  requireWhole(state);
  const settings = await withPorts(chosen);
  const credentials = new Credentials(state.credentials);
  const address = addressOf(settings);
  claim(state, {
    address,
    control: `http://127.0.0.1:${settings.controlPort}`,
    nats: natsAddress(settings.natsPort),
    token: credentials.of('control-token'),
  });
  credentials.end();
  const supervisor = new Supervisor(state, progress);
  force?.addEventListener('abort', () => void supervisor.forceAll());
  const opened: Opened = {};
  let signIn: SignIn | undefined;
  try {
    await clearGround(settings, state, progress);
    signIn = prepareSignIn(settings, state, credentials);
    const ground = { state, supervisor, credentials, progress, signal, signIn: signIn.environment, readAgain };
    const deployments = await open(ground, settings, build, opened);
    await welcome(address, settings, ground);
    return {
      ...{ address, state, staffToken: credentials.of('staff-token'), madeAccount: signIn.made, control: controlOf(state) },
      processes: () => supervisor.status(),
      kill: (instance) => supervisor.find(instance).kill(),
      deploy: (unit, version) => deployments.deploy(unit, version, progress),
      stop: () => close(state, supervisor, opened),
    };
  } catch (error) {
    await close(state, supervisor, opened);
    signIn?.undo();
    throw error;
  }
}

/** The first data, and then the first guest. */
async function welcome(address: string, { root, readySeconds }: Settings, ground: Ground): Promise<void> {
  const { state, supervisor, credentials, progress, signal } = ground;
  await sow({ root, memory: state.seeds, address, staffToken: credentials.of('staff-token'), progress, signal });
  await progress.step('home page', () => untilHome(address, readySeconds, supervisor, signal));
}

async function withPorts(chosen: Settings): Promise<Settings> {
  const settings = { ...chosen };
  for (const name of ['port', 'natsPort', 'postgresPort', 'controlPort'] as const) settings[name] ||= await freePort();
  return settings;
}

async function close(state: State, supervisor: Supervisor, { control, pointers, deployments, watch, rotations }: Opened): Promise<void> {
  watch?.stop();
  rotations?.close();
  control?.close();
  control?.closeAllConnections();
  deployments?.close();
  await pointers?.close();
  await supervisor.stopAll();
  unclaim(state);
}

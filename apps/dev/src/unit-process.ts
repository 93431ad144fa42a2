import { join } from 'node:path';
import { freePort } from './process/ports.ts';
import type { ProcessSpec } from './process/process-spec.ts';
import type { ReleaseOnDisk } from './releases.ts';
import type { Servers } from './servers.ts';
import { addressOf, type Settings } from './settings.ts';
import { GATEWAY, SHELL } from './units.ts';

/** What a unit's process is told besides its release. */
export interface Surroundings {
  settings: Settings;
  servers: Servers;
  releases: string;
  /** What verticals show the gateway now. */
  verticalToken: () => string;
  /** What the gateway is told of how staff sign in. */
  signIn: Record<string, string>;
  /** The gateway's secrets as they are now, which are written down by that. */
  gatewaySecrets: () => Record<string, string>;
}

// Longer than the ten seconds that a process gives the requests under way when it is asked to stop.
const STOP_DEADLINE = 15_000;

// A reader of a long log makes many short-lived objects. In V8's own smaller spaces they grow old too soon, and old ones are
// looked through again and again.
const YOUNG_MEGABYTES = 32;
const OLD_MEGABYTES_AT_FIRST = 128;

/** What each process of the shop tells Node about memory. */
export const memoryOptions = (heapMegabytes: number) => [
  `--max-old-space-size=${heapMegabytes}`,
  `--max-semi-space-size=${YOUNG_MEGABYTES}`,
  `--initial-old-space-size=${Math.min(OLD_MEGABYTES_AT_FIRST, Math.floor(heapMegabytes / 2))}`,
];

/** How a release is run as a process. */
export function unitProcess(release: ReleaseOnDisk, instance: string, surroundings: Surroundings): ProcessSpec {
  const { vertical: unit, version, folder } = release;
  return {
    instance,
    unit,
    version,
    folder,
    level: unit === GATEWAY ? 3 : unit === SHELL ? 2 : 1,
    command: process.execPath,
    args: [...memoryOptions(surroundings.settings.heapMegabytes), join(folder, 'backend/main.js')],
    stopDeadline: STOP_DEADLINE,
    prepare: async () => {
      const port = await freePort();
      const environment = { ...outside(), ...environmentOf(release, surroundings), INSTANCE: instance, HEALTH_PORT: String(port) };
      if (unit === GATEWAY) Object.assign(environment, surroundings.gatewaySecrets());
      return { environment, port: unit === GATEWAY ? surroundings.settings.port : port, isReady: () => saysReady(port) };
    },
  };
}

/** The few things of this process's own environment that others may know. */
export function outside(): Record<string, string> {
  const passed = ['PATH', 'HOME', 'TZ', 'LANG'].map((name) => [name, process.env[name]] as const);
  return Object.fromEntries(passed.filter((entry): entry is [string, string] => entry[1] !== undefined)) as Record<string, string>;
}

/** Whether a process was started with other settings than it would be now: with a secret that is on its way out. */
export function isOutdated(told: Readonly<Record<string, string>>, release: ReleaseOnDisk, surroundings: Surroundings): boolean {
  return Object.entries(environmentOf(release, surroundings)).some(([name, text]) => told[name] !== text);
}

function environmentOf(
  { vertical: unit, folder, description }: ReleaseOnDisk,
  { settings, servers, releases, verticalToken, signIn }: Surroundings,
): Record<string, string> {
  const { url, user, password } = servers.natsFor(unit);
  const everybody = {
    NODE_ENV: 'production',
    LOG_LEVEL: settings.logLevel,
    RELEASE_DIR: folder,
    NATS_URL: url,
    NATS_USER: user,
    NATS_PASSWORD: password,
  };
  if (unit === SHELL) return everybody;
  if (unit !== GATEWAY) {
    const own = { DATABASE_URL: servers.databaseUrlOf(unit), GATEWAY_URL: addressOf(settings), GATEWAY_TOKEN: verticalToken() };
    return { ...declared(description.settings, settings), ...everybody, ...own };
  }
  const place = { HOST: settings.host, PORT: String(settings.port), RELEASES_DIR: releases };
  return { ...everybody, ...place, ...settings.door, ...signIn };
}

/** What a vertical declares that it wants to be told; where the shop is found is known without being set. */
function declared(names: readonly string[] = [], { ofVerticals, signIn, ...place }: Settings): Record<string, string> {
  const known: Record<string, string> = { ...ofVerticals, PUBLIC_URL: signIn.PUBLIC_URL ?? addressOf(place) };
  return Object.fromEntries(names.filter((name) => known[name] !== undefined).map((name) => [name, known[name]!]));
}

async function saysReady(port: number): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(2000) });
  await answer.body?.cancel();
  return answer.status === 200;
}

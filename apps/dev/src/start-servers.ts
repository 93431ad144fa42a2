import type { NatsUser, Needs } from '@jogakbo/provisioning';
import { Credentials } from './credentials.ts';
import type { BackupOutcome } from './backup/backup.ts';
import type { NatsAccess } from './nats/connection.ts';
import { endLeftovers } from './process/record.ts';
import type { ProcessStatus } from './process/process-spec.ts';
import { Supervisor } from './process/supervisor.ts';
import { type Progress, silent } from './progress.ts';
import { type ServerChoices, Servers } from './servers.ts';
import { prepareState } from './state.ts';

/** A vertical, by its name or with what it needs besides its own log and database. */
export type Wanted = string | (Pick<Needs, 'vertical'> & Partial<Needs>);

/** NATS and PostgreSQL without a shop, for tests that need the real ones. */
export interface RunningServers {
  natsFor: (user: string) => NatsAccess;
  databaseUrlOf: (vertical: string) => string;
  /** By what they let somebody in; `provide` brings them to what is accepted. */
  credentials: Credentials;
  /** Replaces the verticals that are let in; databases that exist stay. */
  provide: (verticals: Wanted[]) => Promise<void>;
  processes: () => ProcessStatus[];
  /** Breaks the connections of a process, by the name it gives them. */
  cut: (instance: string) => Promise<void>;
  /** Copies all that they keep into a folder, as it is at one moment. */
  backUp: (folder: string) => Promise<BackupOutcome>;
  /** Kills a server as a crash would; it is started again. */
  kill: (instance: 'nats' | 'postgres') => void;
  /** Stops a server; it stays away until it is started. */
  halt: (instance: 'nats' | 'postgres') => Promise<void>;
  /** Starts a server that was stopped, and resolves when it is ready. */
  start: (instance: 'nats' | 'postgres') => Promise<void>;
  stop: () => Promise<void>;
}

/** What may be chosen about such servers; by default they listen on any free ports. */
export type StartServersOptions = Partial<ServerChoices> & { progress?: Progress };

/** Starts NATS and PostgreSQL in a state folder, with a database and a NATS user for each of these verticals. */
export async function startServers(folder: string, verticals: Wanted[] = [], options: StartServersOptions = {}): Promise<RunningServers> {
  const { progress = silent, ...choices } = options;
  const state = prepareState(folder);
  await endLeftovers(state.run);
  const supervisor = new Supervisor(state, progress);
  const credentials = new Credentials(state.credentials);
  try {
    const chosen = { natsPort: 0, postgresPort: 0, alsoInShop: [administrator], ...choices };
    const servers = await Servers.start({ state, supervisor, credentials, progress }, chosen);
    const provide = (wanted: Wanted[]) => servers.provide(wanted.map(needsOf));
    await provide(verticals);
    return {
      provide,
      credentials,
      natsFor: (user) => servers.natsFor(user),
      databaseUrlOf: (vertical) => servers.databaseUrlOf(vertical),
      processes: () => supervisor.status(),
      cut: (instance) => servers.cut(instance),
      backUp: (folder) => servers.backUp(folder, progress),
      kill: (instance) => supervisor.find(instance).kill(),
      halt: (instance) => supervisor.find(instance).stop(),
      start: (instance) => {
        const stopped = supervisor.find(instance);
        stopped.start();
        return stopped.untilReady(60_000);
      },
      stop: () => supervisor.stopAll(),
    };
  } catch (error) {
    await supervisor.stopAll();
    throw error;
  }
}

/** Whoever may do everything with the streams: in tests alone, which break what nobody else can. */
export const administrator: NatsUser = { name: 'administrator' };

/** What a vertical needs, where only some of it was said. */
export const needsOf = (wanted: Wanted): Needs => ({
  ...{ keepsLog: true, takesCommands: true, reads: [], sends: [] },
  ...(typeof wanted === 'string' ? { vertical: wanted } : wanted),
});

/** One launch of a process: made anew each time, since a port that was free may be free no longer. */
export interface Launch {
  environment: Record<string, string>;
  port?: number;
  isReady: () => Promise<boolean>;
  /** Whether it can still do what it is there for: who is ready and says no is ended, and started again. */
  isWell?: () => Promise<boolean>;
}

/** What is run, and how it is known to be ready. */
export interface ProcessSpec {
  instance: string;
  unit: string;
  version: string;
  /** Processes of a higher level stop before those of a lower one. */
  level: number;
  command: string;
  args: string[];
  folder?: string;
  runAs?: { uid: number; gid: number } | undefined;
  /** The signal that asks it to stop in an orderly way. */
  stopSignal?: NodeJS.Signals;
  /** The signal that ends it when it must go at once. */
  killSignal?: NodeJS.Signals;
  /** How long it may take to stop, in milliseconds, before it is killed; ten seconds unless said otherwise. */
  stopDeadline?: number;
  prepare: () => Promise<Launch>;
}

export type ProcessState = 'starting' | 'ready' | 'waiting' | 'paused' | 'stopping' | 'stopped';

/** A process as it is now. */
export interface ProcessStatus {
  instance: string;
  unit: string;
  version: string;
  pid: number | null;
  port: number | null;
  state: ProcessState;
  restarts: number;
  /** Resident memory in bytes. */
  rss: number;
}

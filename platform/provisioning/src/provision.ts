import { JetStreamApiError, type JetStreamManager, type StreamConfig } from '@nats-io/jetstream';
import type { ProvidedStream } from './streams.ts';

const STREAM_NOT_FOUND = 10_059;
const STREAM_NAME_IN_USE = 10_058;

/**
 * Makes streams and consumers, or brings those that there are to what is wanted now.
 *
 * @remarks What they hold stays, and so does the place where each consumer stands. Streams that are not named are left alone: a
 * vertical that is off is not forgotten.
 */
export async function provision(manager: JetStreamManager, streams: readonly ProvidedStream[]): Promise<void> {
  await Promise.all(
    streams.map(async ({ config, consumers }) => {
      await provideStream(manager, config);
      for (const consumer of consumers) await manager.consumers.add(config.name, consumer);
    }),
  );
}

async function provideStream(manager: JetStreamManager, wanted: ProvidedStream['config']): Promise<void> {
  const known = (await configOf(manager, wanted.name)) ?? (await made(manager, wanted)) ?? (await configOf(manager, wanted.name));
  if (known && differs(known, wanted)) await manager.streams.update(wanted.name, { ...known, ...wanted });
}

async function configOf(manager: JetStreamManager, name: string): Promise<StreamConfig | undefined> {
  try {
    return (await manager.streams.info(name)).config;
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === STREAM_NOT_FOUND) return undefined;
    throw error;
  }
}

/** Nothing, when somebody else has made it in the same moment. */
async function made(manager: JetStreamManager, wanted: ProvidedStream['config']): Promise<StreamConfig | undefined> {
  try {
    return (await manager.streams.add(wanted)).config;
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === STREAM_NAME_IN_USE) return undefined;
    throw error;
  }
}

/** The server fills in what is not asked for: only what is wanted is compared. */
const differs = (known: StreamConfig, wanted: ProvidedStream['config']): boolean =>
  Object.entries(wanted).some(([name, value]) => !isWithin(value, known[name as keyof StreamConfig]));

function isWithin(wanted: unknown, known: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return wanted === known;
  if (typeof known !== 'object' || known === null) return false;
  return Object.entries(wanted).every(([name, value]) => isWithin(value, (known as Record<string, unknown>)[name]));
}

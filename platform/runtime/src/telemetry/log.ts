import { pino, stdSerializers, type SerializedError } from 'pino';
import type { LoggerService } from '@nestjs/common';
import { currentCall, traceId } from '../call.ts';
import { ServiceConfig } from '../config.ts';

/** What PostgreSQL quotes in `detail` and `where` of an error, and in the text of one about a value, is what somebody has entered. */
const OF_A_VALUE = /^22/;
const withoutValues = (text: string) => text.replaceAll(/"[^"\n]*"/g, '"…"');

/** An error as it stands in the log: without values of rows. */
export function loggedError(error: Error): SerializedError {
  const { detail: _, where: __, ...logged } = stdSerializers.err(error) as SerializedError & { detail?: unknown; where?: unknown };
  if (!OF_A_VALUE.test(String(logged['code']))) return logged;
  return { ...logged, message: withoutValues(logged.message), stack: withoutValues(logged.stack) };
}

/** The process's log: one JSON object a line, with the trace and correlation of the work that wrote it. */
export const log = pino({
  // A level that does not exist is named together with whatever else is wrong with the environment.
  level: ServiceConfig.shape.LOG_LEVEL.catch('info').parse(process.env.LOG_LEVEL),
  base: { instance: process.env.INSTANCE },
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: loggedError },
  formatters: { level: (level) => ({ level }) },
  mixin: () => {
    const call = currentCall();
    return call ? { traceId: traceId(call), correlationId: call.correlationId } : {};
  },
});

const context = (rest: unknown[]) => ({ context: rest.at(-1) });

/** NestJS's own lines, in the same log. */
export const nestLog: LoggerService = {
  log: (message: unknown, ...rest: unknown[]) => log.debug(context(rest), String(message)),
  debug: (message: unknown, ...rest: unknown[]) => log.trace(context(rest), String(message)),
  verbose: (message: unknown, ...rest: unknown[]) => log.trace(context(rest), String(message)),
  warn: (message: unknown, ...rest: unknown[]) => log.warn(context(rest), String(message)),
  error: (message: unknown, ...rest: unknown[]) => log.error(context(rest), String(message)),
};

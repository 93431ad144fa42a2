import { pino } from 'pino';
import type { LoggerService } from '@nestjs/common';
import { currentCall, traceId } from '../call.ts';
import { ServiceConfig } from '../config.ts';

/** The process's log: one JSON object a line, with the trace and correlation of the work that wrote it. */
export const log = pino({
  // A level that does not exist is named together with whatever else is wrong with the environment.
  level: ServiceConfig.shape.LOG_LEVEL.catch('info').parse(process.env.LOG_LEVEL),
  base: { instance: process.env.INSTANCE },
  timestamp: pino.stdTimeFunctions.isoTime,
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

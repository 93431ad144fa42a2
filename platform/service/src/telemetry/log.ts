import { pino } from 'pino';
import type { LoggerService } from '@nestjs/common';
import { currentCall, traceId } from '../call.ts';

/** The process's log: one JSON object a line, with the trace and correlation of the work that wrote it. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
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

import type { Description } from '@jogakbo/protocol';
import { serviceConfig } from './config.ts';
import { HealthServer } from './telemetry/health-server.ts';
import { log } from './telemetry/log.ts';

/** Starts something and returns how to stop it. */
export type Start = (health: HealthServer) => Promise<() => Promise<void>>;

/**
 * The life of a process of ours: health answers from the first moment, a signal stops it in order, a failure ends it
 * with a reason and exit code 1. With `--describe` it prints what it offers, and ends.
 */
export async function runProcess(description: Description, start: Start): Promise<void> {
  if (process.argv.includes('--describe')) return void console.log(JSON.stringify(description));
  const config = serviceConfig();
  const health = new HealthServer();
  await health.listen(config.HEALTH_PORT, config.HEALTH_HOST);
  process.on('unhandledRejection', fail);
  process.on('uncaughtException', fail);
  const started = start(health);
  let running = false;
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= (async () => {
      health.markStopping();
      // What has not started has accepted nothing: there is nothing to end in order.
      if (!running) process.exit(0);
      await (
        await started
      )();
      health.close();
      process.exit(0);
    })().catch(fail);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  await started.catch(fail);
  running = true;
  health.markStarted();
  log.info('ready');
}

function fail(error: unknown): never {
  log.fatal({ err: error }, 'The process ends');
  process.exit(1);
}

import 'reflect-metadata';
import { PROVISIONING, type Description } from '@jogakbo/protocol';
import { runProcess } from '@jogakbo/runtime';
import { gatewayConfig } from './config.ts';
import { GatewayProcess } from './gateway-process.ts';

/** What the gateway itself offers to other processes: nothing; it offers what they do. */
const description: Description = {
  vertical: 'gateway',
  messages: [],
  blocks: [],
  provisioning: PROVISIONING,
  readers: [],
  sends: [],
  conducts: false,
  keepsLog: false,
};

await runProcess(description, async (health) => {
  const starting = GatewayProcess.start(gatewayConfig, health);
  // Without a listener, the signal that asks for what is set now would end the process.
  process.on(
    'SIGHUP',
    () =>
      void starting.then(
        (gateway) => gateway.reload(),
        () => {},
      ),
  );
  const gateway = await starting;
  return () => gateway.stop();
});

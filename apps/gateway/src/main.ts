import 'reflect-metadata';
import { PROVISIONING, type Description } from '@jogakbo/protocol';
import { runProcess } from '@jogakbo/runtime';
import { gatewayConfig } from './config.ts';
import { startGateway } from './gateway.ts';

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

await runProcess(description, (health) => startGateway(gatewayConfig(), health));

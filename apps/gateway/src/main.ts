import 'reflect-metadata';
import { runProcess } from '@jogakbo/service';
import { gatewayConfig } from './config.ts';
import { startGateway } from './gateway.ts';

await runProcess((health) => startGateway(gatewayConfig(), health));

import { definitionOfVertical, describe, startVertical } from '@jogakbo/vertical/testing';
import { ServiceConfig } from '@jogakbo/runtime';
import { archiveOf, ARCHIVE } from './moves.ts';

/** Keeps so many views of one log in this process, until it is told to stop. */
const module = archiveOf(process.env['LOG']!, Number(process.env['PROJECTIONS']));
const release = { vertical: ARCHIVE, version: 'measured', description: describe(definitionOfVertical(module)) };
const stop = await startVertical(module, { release, config: ServiceConfig.parse(JSON.parse(process.env['PLACE']!)) });
process.once('SIGTERM', () => void stop().then(() => process.exit(0)));
process.send?.('ready');

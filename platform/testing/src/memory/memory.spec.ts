import { commitLogConformance, snapshotsConformance } from '../conformance/index.ts';
import { MemoryLog } from './memory-log.ts';
import { MemorySnapshots } from './memory-snapshots.ts';

commitLogConformance('MemoryLog', () => new MemoryLog());
snapshotsConformance('MemorySnapshots', () => new MemorySnapshots());

import type { Feature, FeatureParts } from '../../feature.ts';
import { ProcessDesk } from './process-desk.ts';

/** Sagas and gatherings as an operator meets them: listed, retried, compensated. */
export const sagaOperations = ({ processes, database }: FeatureParts): Feature => ({
  providers: [{ provide: ProcessDesk, useValue: new ProcessDesk(processes, database) }],
});

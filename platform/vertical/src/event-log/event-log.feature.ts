import type { Feature, FeatureParts } from '../feature.ts';
import { streamsOf } from './deciding.ts';

/** The streams of the aggregates that the vertical decides on. */
export const eventLog = ({ definition, log, kept }: FeatureParts): Feature => ({
  providers: streamsOf(definition.deciders ?? [], log, kept),
});

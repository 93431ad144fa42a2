import { isSealed, personalFields, type EventDefinition } from '@jogakbo/contract';
import type { LoggedEvent } from '@jogakbo/protocol';

/** Whether an event may say in its log, in the clear, what is personal: a release that sealed nothing yet has written it, or nobody can read it. */
export function isInTheClear(definition: EventDefinition, { version, data }: Pick<LoggedEvent, 'version' | 'data'>): boolean {
  if (version < definition.version) return true;
  try {
    const said = data() as Record<string, unknown>;
    return personalFields(definition).some((field) => said[field] !== null && said[field] !== undefined && !isSealed(said[field]));
  } catch {
    return true;
  }
}

import type { EventDefinition, LoggedEvent } from '@jogakbo/contract';

/** An event with personal data, as its log has it. */
export interface Closed {
  readonly subject: string;
  readonly logged: Pick<LoggedEvent, 'id' | 'type' | 'version' | 'data'>;
  readonly definition: EventDefinition;
}

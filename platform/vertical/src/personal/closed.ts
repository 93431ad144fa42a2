import type { EventDefinition } from '@jogakbo/contract';
import type { LoggedEvent } from '@jogakbo/protocol';

/** An event with personal data, as its log has it. */
export interface Closed {
  readonly subject: string;
  readonly logged: Pick<LoggedEvent, 'id' | 'type' | 'version' | 'data'>;
  readonly definition: EventDefinition;
}

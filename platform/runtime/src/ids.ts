import { machine } from './machine.ts';

/** A UUID of version 7 (RFC 9562): of those that are made one after the other, the later one sorts behind. */
export function newTimeOrderedId(): string {
  const time = machine.now().getTime().toString(16).padStart(12, '0');
  // The variant and the random digits of one of version 4 are as they must be.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${machine.newId().slice(15)}`;
}

import type { Announcement } from '@jogakbo/protocol';
import { Problem } from '@jogakbo/dev';

/** What runs, by name. */
export type Running = ReadonlyMap<string, Announcement>;

/** The one of this name, or a Problem that lists those that run. */
export function oneOf(running: Running, vertical: string): Announcement {
  const found = running.get(vertical);
  if (found) return found;
  const names = logged(running).map((announced) => announced.vertical);
  const cure = names.length > 0 ? `name one of: ${names.join(', ')}` : 'wait until the shop has printed its address';
  throw new Problem(`${vertical} is not running`, cure);
}

/** Those that can be asked about logs: who keeps one, or reads somebody's. */
export function whoseLogs(running: Running, vertical: string | undefined): Announcement[] {
  if (vertical !== undefined) {
    const one = oneOf(running, vertical);
    if (!isLogged(one)) throw new Problem(`${vertical} has no log, and reads none`, 'leave --vertical out to ask all');
    return [one];
  }
  const all = logged(running);
  if (all.length === 0) throw new Problem('No vertical with a log is running', 'wait until the shop has printed its address');
  return all;
}

const isLogged = ({ description }: Announcement) => description.keepsLog || description.readers.length > 0;
const logged = (running: Running) =>
  [...running.values()].filter(isLogged).sort((one, other) => one.vertical.localeCompare(other.vertical));

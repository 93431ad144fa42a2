import { isProblem, type Problem as ProblemDetails } from '@jogakbo/contract';
import { platformMessages } from '@jogakbo/protocol';

type Refused = Pick<ProblemDetails, 'type' | 'status'>;

/** Where whoever asked in vain sees what there is to be asked about, by the message that was refused. */
const whereToLook: Readonly<Record<string, string>> = {
  [platformMessages.history]: 'check the aggregate and its key: verticals say them in their pages, logs and lists (`npm run staff`)',
  [platformMessages.state]:
    'check the aggregate, its key and the version: `npm run log -- history <vertical>/<aggregate>/<key>` shows which there are',
  [platformMessages.redeliver]: '`npm run dead-letters -- list` shows the dead letters with their readers, keys and positions',
  [platformMessages.discard]: '`npm run dead-letters -- list` shows the dead letters with their readers, keys and positions',
  [platformMessages.rebuild]: '`npm run views -- list` shows the views, and which of them are being rebuilt',
  [platformMessages.row]: '`npm run views -- list` shows the views, and how far they have read their logs',
  [platformMessages.retry]: '`npm run sagas -- list` shows the sagas, how they stand and what they wait for',
  [platformMessages.compensate]: '`npm run sagas -- list` shows the sagas, how they stand and what they wait for',
};

/** What an operator may do after a vertical has refused a message. */
export function cureFor(message: string, refused: Refused): string {
  if (refused.status >= 500) return "read the vertical's log, and ask again";
  const where = whereToLook[message];
  if (where && (isProblem(refused, 'not-found') || isProblem(refused, 'rejected'))) return where;
  if (isProblem(refused, 'invalid-message')) return 'correct what is named, and ask again; the command without arguments shows how';
  if (isProblem(refused, 'forbidden')) return 'stop the shop and start it again with `npm start`: it makes its operator anew';
  return 'wait a moment, and ask again';
}

import {
  commandStream,
  consumers,
  endedSession,
  endedSessionStream,
  JETSTREAM_API,
  platformMessages,
  pointers,
  pointerStream,
  subjects,
} from '@jogakbo/protocol';
import type { Needs } from './needs.ts';

/** The account that keeps all streams; nobody is in it but who deploys. */
export const SHOP = 'SHOP';

/**
 * One thing that one account may do with another: ask it, or hear it.
 *
 * @remarks Without a grant nothing passes between two accounts, not even an answer to a subject that somebody names as his own.
 */
export interface Grant {
  /** `ask`: what `to` publishes comes to `from`, and answers go back. `hear`: what `from` publishes comes to `to`. */
  readonly kind: 'ask' | 'hear';
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  /** What `to` calls it, if not the same. */
  readonly as?: string;
  /** Whether an answer may have several parts. */
  readonly inParts?: boolean;
}

const listeners = ['gateway', 'shell', 'operator'] as const;

const asked = [
  ...(['history', 'state', 'verification', 'letters', 'redeliver', 'discard', 'views', 'rebuild', 'row'] as const),
  ...(['processes', 'retry', 'compensate'] as const),
];

/** All that may pass between the accounts of a shop with these verticals. */
export function grantsFor(needs: readonly Needs[]): Grant[] {
  const own = needs.flatMap((need) => [...keeping(need), ...reading(need), ...taking(need), ...sending(need, needs), ...answering(need)]);
  const logs = needs.filter(({ keepsLog }) => keepsLog).map(({ vertical }) => vertical);
  return [
    ...own,
    ...logs.flatMap((vertical) => logOf(vertical, 'gateway')),
    ...['gateway', 'shell'].flatMap(followingPointers),
    api('gateway', `DIRECT.GET.${endedSessionStream}`, true),
    { kind: 'ask', from: SHOP, to: 'gateway', subject: endedSession('*') },
    ...announcing('gateway'),
    ...announcing('shell'),
    { kind: 'ask', from: 'shell', to: 'gateway', subject: subjects.request('shell', '*', platformMessages.page), inParts: true },
    ...[...needs.map(({ vertical }) => vertical), 'shell'].map((to) => asksToAnnounce('gateway', to)),
    ...needs.map(({ vertical }) => asksToAnnounce('shell', vertical)),
  ];
}

/** A part of the JetStream API. */
const api = (to: string, call: string, inParts = false): Grant => ({
  ...{ kind: 'ask', from: SHOP, to, inParts },
  ...{ subject: `$JS.API.${call}`, as: `${JETSTREAM_API}.${call}` },
});

/** A log is read by who may ask for what it has, how far it goes, and is told what comes. */
const logOf = (vertical: string, to: string): Grant[] => [
  api(to, `STREAM.INFO.${vertical}`),
  api(to, `DIRECT.GET.${vertical}`, true),
  { kind: 'hear', from: SHOP, to, subject: subjects.stored(subjects.logOf(vertical)) },
];

/** A vertical appends to its own log, and asks the server that leads it what is newest. */
const keeping = ({ vertical, keepsLog }: Needs): Grant[] =>
  keepsLog
    ? [
        { kind: 'ask', from: SHOP, to: vertical, subject: subjects.logOf(vertical) },
        api(vertical, `STREAM.MSG.GET.${vertical}`),
        ...logOf(vertical, vertical),
      ]
    : [];

const reading = ({ vertical, keepsLog, reads }: Needs): Grant[] =>
  reads.filter((log) => log !== vertical || !keepsLog).flatMap((log) => logOf(log, vertical));

/** A vertical takes what waits for it. What has failed for good is sent to itself again. */
function taking({ vertical, takesCommands }: Needs): Grant[] {
  if (!takesCommands) return [];
  const [stream, consumer] = [commandStream(vertical), consumers.ofCommands(vertical)];
  return [
    ...subjects.waitingFor(vertical).map((subject) => ({ kind: 'ask', from: SHOP, to: vertical, subject }) as const),
    api(vertical, `CONSUMER.INFO.${stream}.${consumer}`),
    api(vertical, `CONSUMER.MSG.NEXT.${stream}.${consumer}`, true),
    { kind: 'ask', from: SHOP, to: vertical, subject: `$JS.ACK.${stream}.${consumer}.>` },
  ];
}

/** What a vertical sends comes in its own name, and the owner tells it what became of that. */
function sending({ vertical: by, sends }: Needs, needs: readonly Needs[]): Grant[] {
  const others = sends.filter(({ vertical }) => vertical !== by);
  return [...Map.groupBy(others, ({ vertical }) => vertical)].flatMap(([to, sent]) => {
    const isThere = needs.some(({ vertical }) => vertical === to);
    return [
      ...sent.map(({ type }) => ({ kind: 'ask', from: SHOP, to: by, subject: subjects.command({ to, by }, type) }) as const),
      ...(isThere ? sent.map(({ type }) => ({ kind: 'ask', from: to, to: by, subject: subjects.prompt({ to, by }, type) }) as const) : []),
      ...(isThere ? [{ kind: 'ask', from: SHOP, to, subject: subjects.outcome({ to: by, by: to }, '*') } as const] : []),
    ];
  });
}

/** Only the gateway asks what it likes, so that what it says of the caller can be believed; others ask what is the platform's own. */
const answering = ({ vertical }: Needs): Grant[] => [
  ...announcing(vertical),
  { kind: 'ask', from: vertical, to: 'gateway', subject: subjects.request(vertical, '*', '*') },
  { kind: 'ask', from: vertical, to: 'shell', subject: subjects.request(vertical, '*', platformMessages.render) },
  ...asked.map(
    (message) =>
      ({ kind: 'ask', from: vertical, to: 'operator', subject: subjects.request(vertical, '*', platformMessages[message]) }) as const,
  ),
];

const announcing = (unit: string): Grant[] =>
  listeners.filter((to) => to !== unit).map((to) => ({ kind: 'hear', from: unit, to, subject: subjects.announcement(unit) }));

/** One way only between any two: the server takes two ways for a circle. */
const asksToAnnounce = (from: string, to: string): Grant => ({ kind: 'hear', from, to, subject: subjects.announcePlease });

const followingPointers = (to: string): Grant[] => [
  api(to, `DIRECT.GET.${pointerStream}`, true),
  { kind: 'hear', from: SHOP, to, subject: subjects.stored(pointers.all) },
];

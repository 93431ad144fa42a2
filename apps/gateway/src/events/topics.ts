import { problem, ProblemError } from '@jogakbo/contract';

/** The most topics that one stream of live events may follow. */
const MOST = 200;
const NAME = '[A-Za-z0-9][A-Za-z0-9_-]{0,63}';
const TOPIC = new RegExp(`^${NAME}\\.log\\.${NAME}\\.(${NAME}|\\*)$`);

/** Reads `a,b` as topics: `<vertical>.log.<aggregate>.<key>`, or `*` for all keys. */
export function readTopics(text: string | undefined): Set<string> {
  const topics = new Set((text ?? '').split(',').filter(Boolean));
  if (topics.size > MOST) throw new ProblemError(problem('invalid-message', `topics: at most ${MOST}.`));
  const errors = [...topics]
    .filter((topic) => !TOPIC.test(topic))
    .map((topic) => ({ path: '/topics', reason: `${topic.slice(0, 200)}: <vertical>.log.<aggregate>.<key or *>` }));
  if (errors.length > 0) throw new ProblemError(problem('invalid-message', 'topics', { errors }));
  return topics;
}

export const verticalOf = (topic: string): string => topic.slice(0, topic.indexOf('.'));

/** The topics whose events a subject belongs to: its own, and the one of all keys of its aggregate. */
export const topicsOf = (subject: string): [string, string] => [subject, `${subject.slice(0, subject.lastIndexOf('.'))}.*`];

/** The same topics without those that another one covers: JetStream refuses filters that overlap. */
export const withoutOverlap = (topics: Iterable<string>): string[] => {
  const all = new Set(topics);
  return [...all].filter((topic) => topic.endsWith('.*') || !all.has(topicsOf(topic)[1]));
};

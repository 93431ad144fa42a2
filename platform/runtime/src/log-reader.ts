/** What reads logs and runs no vertical: it needs none of NestJS. */
export { jetStreamOn, type JetStream } from './nats/jetstream.ts';
export type { LogMessage } from './log-tail/log-message.ts';
export { LogTail } from './log-tail/log-tail.ts';

import { SESSION_SECONDS } from '@jogakbo/gateway/settings';
import type { SecretName } from '../credentials.ts';

/** The kinds of secrets that the shop makes by itself, and that are rotated together. */
export const KINDS = ['nats', 'postgres', 'tokens', 'sessions', 'identity'] as const;
export type Kind = (typeof KINDS)[number];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What is known of a secret: of which kind it is, who uses it, and for how long an old value is good after everybody else has moved on. */
export interface Known {
  readonly kind: Kind;
  readonly usedBy: string;
  /** Milliseconds. */
  readonly grace: number;
}

const single: Readonly<Record<Exclude<SecretName, `${'nats' | 'postgres'}:${string}`>, Known>> = {
  // Somebody may have copied it into a program of theirs that runs for a while, such as `npm run simulate`.
  'staff-token': { kind: 'tokens', usedBy: 'npm run staff, feed and simulate, shown to the gateway', grace: HOUR },
  'control-token': { kind: 'tokens', usedBy: 'npm run deploy, backup and rotate, shown to the supervisor', grace: HOUR },
  'vertical-token': { kind: 'tokens', usedBy: 'all verticals, shown to the gateway', grace: 0 },
  'session-secret': { kind: 'sessions', usedBy: 'the gateway: who has signed in', grace: SESSION_SECONDS * 1000 },
  // As long as a sign-in may take.
  'identity-cookie-key': { kind: 'identity', usedBy: 'the own identity provider: sign-ins under way', grace: 10 * MINUTE },
  'identity-signing-key': { kind: 'identity', usedBy: 'the own identity provider: identity tokens', grace: 10 * MINUTE },
};

export function known(name: SecretName): Known {
  if (name in single) return single[name as keyof typeof single];
  const [kind, user] = name.split(':') as ['nats' | 'postgres', string];
  return { kind, usedBy: whoIs(kind, user), grace: 0 };
}

function whoIs(server: 'nats' | 'postgres', user: string): string {
  if (server === 'postgres') return user === 'postgres' ? 'the supervisor, who administers the databases' : `processes of ${user}`;
  if (user === 'dev' || user === 'system') return 'the supervisor';
  return user === 'operator' ? 'npm run log, letters, views and sagas' : `processes of ${user}`;
}

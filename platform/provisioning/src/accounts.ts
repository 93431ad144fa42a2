import { pointers, pointerStream } from '@jogakbo/protocol';
import { SHOP, type Grant } from './grants.ts';
import type { Needs } from './needs.ts';

/** Whoever connects to NATS. */
export interface NatsUser {
  readonly name: string;
  /** What it may publish and hear within its account: everything, unless this says otherwise. */
  readonly allowed?: { readonly publish: readonly string[]; readonly subscribe: readonly string[] };
}

/** An account of the NATS server: who is in it, what it gives to which others, and what it takes of others. */
export interface Account {
  readonly name: string;
  readonly users: readonly NatsUser[];
  /** Whether it keeps streams. */
  readonly keepsStreams: boolean;
  readonly exports: readonly (Pick<Grant, 'kind' | 'subject' | 'inParts'> & { readonly to: readonly string[] })[];
  readonly imports: readonly Pick<Grant, 'kind' | 'from' | 'subject' | 'as'>[];
}

/** The prefix of the subjects on which a user awaits answers. */
export const inboxOf = (user: string) => `_INBOX_${user}`;

/** Whoever deploys makes streams and moves live pointers; deleting is nobody's right. */
export const deployer: NatsUser = {
  name: 'dev',
  allowed: {
    publish: [
      ...['INFO', 'STREAM.LIST', 'STREAM.INFO.*', 'STREAM.CREATE.*', 'STREAM.UPDATE.*', 'CONSUMER.CREATE.*.*'].map(
        (call) => `$JS.API.${call}`,
      ),
      ...[`DIRECT.GET.${pointerStream}`, `DIRECT.GET.${pointerStream}.>`].map((call) => `$JS.API.${call}`),
      pointers.all,
    ],
    subscribe: [`${inboxOf('dev')}.>`],
  },
};

/** Who is in the shop, each in an account of its own, with what passes between them. */
export function accountsFor(needs: readonly Needs[], grants: readonly Grant[], inShop: readonly NatsUser[] = [deployer]): Account[] {
  const others = ['gateway', 'operator', 'shell', ...needs.map(({ vertical }) => vertical)];
  const account = (name: string, users: readonly NatsUser[]): Account => ({
    ...{ name, users, keepsStreams: name === SHOP },
    exports: exportsOf(grants.filter(({ from }) => from === name)),
    imports: grants.filter(({ to }) => to === name),
  });
  return [account(SHOP, inShop), ...others.map((name) => account(name, [{ name }]))];
}

function exportsOf(grants: readonly Grant[]): Account['exports'] {
  const bySubject = Map.groupBy(grants, ({ kind, subject }) => `${kind} ${subject}`);
  return [...bySubject.values()].map((same) => {
    const [{ kind, subject, inParts }] = same as [Grant];
    return { kind, subject, inParts, to: same.map(({ to }) => to) };
  });
}

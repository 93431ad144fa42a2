import type { Credentials, SecretName } from '../credentials.ts';
import { known } from './kinds.ts';
import type { RotationOutcome } from './args.ts';

const DAY = 24 * 3_600_000;

/** Each secret with its kind, its age and who uses it, never its value. */
export function secretLines(credentials: Credentials, given: Iterable<string>, at = new Date()): string[] {
  const rows = credentials.names
    .toSorted((one, other) => known(one).kind.localeCompare(known(other).kind) || one.localeCompare(other))
    .map((name) => [known(name).kind, name, ageOf(credentials.given(name).madeAt, at), standing(credentials, name), known(name).usedBy]);
  const others = [...given].map((name) => ['given', name, 'given', '', 'as .env.example says; whoever made it makes another one']);
  return columns([['KIND', 'SECRET', 'AGE', 'OLD ONE', 'USED BY'], ...rows, ...others]);
}

function ageOf(madeAt: string | undefined, at: Date): string {
  if (madeAt === undefined) return 'unknown';
  const days = Math.floor((at.getTime() - Date.parse(madeAt)) / DAY);
  return days === 0 ? 'today' : days === 1 ? '1 day' : `${days} days`;
}

function standing(credentials: Credentials, name: SecretName): string {
  if (credentials.isUnderWay(name)) return 'accepted: rotation is not at its end';
  const [, ...old] = credentials.accepted(name);
  const [last] = old
    .flatMap(({ endsAt }) => endsAt ?? [])
    .toSorted()
    .reverse();
  return last === undefined ? 'refused' : `accepted until ${minute(last)}`;
}

/** What came of a rotation, for the console. */
export function outcomeLines({ rotated, given, until, account }: RotationOutcome): string[] {
  return [
    ...(rotated > 0 ? [`${rotated} secrets have new values. Old ones are refused.`] : []),
    ...Object.entries(until).map(([name, end]) => `  ${name}: the old one is still accepted until ${minute(end)}`),
    ...(given.length > 0 ? [`Taken up as they are set now: ${given.join(', ')}. Have the old ones refused where they were made.`] : []),
    ...(account ? [`Staff sign in as ${account.name} with the password ${account.password}   (said this once)`] : []),
    ...(rotated === 0 && given.length === 0 && !account ? ['Nothing is set otherwise than when the shop was started.'] : []),
  ];
}

const minute = (time: string) => `${time.slice(0, 16).replace('T', ' ')} UTC`;

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, place) => Math.max(...rows.map((row) => row[place]!.length)));
  return rows.map((row) =>
    row
      .map((text, place) => text.padEnd(widths[place]!))
      .join('  ')
      .trimEnd(),
  );
}

import type { Problem as ProblemDetails } from '@jogakbo/contract';
import { Problem } from '@jogakbo/dev';
import { usageOf } from '../args.ts';
import type { Act } from './acts.ts';

/** How an act is called. */
export const actLine = ({ name, fields }: Act): string => usageOf(name, { options: fields });

/** All that staff can do, each with what it is good for. */
export const actLines = (acts: readonly Act[]): string[] => acts.flatMap((act) => [actLine(act), `    ${act.summary}`]);

/** Why the shop refused: each mistake with its place. */
export function refusal(act: Act, { title, detail, errors = [], status }: ProblemDetails): Problem {
  const mistakes = errors.map(({ path, reason }) => `\n    ${path}: ${reason}`).join('');
  // Asked for rightly, and refused as things stand: the same command again is no help.
  const asked = status === 409 ? `${act.name}: ${act.summary}` : `npm run staff -- ${actLine(act)}`;
  const cure = status < 500 ? asked : 'ask again; `npm start` says what is not ready';
  return new Problem(`${act.name}: ${detail ?? title}${mistakes}`, cure);
}

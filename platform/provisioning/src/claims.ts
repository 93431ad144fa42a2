import type { AnnouncedMessage, Description } from '@jogakbo/protocol';

/** As much of a release's record as tells what it claims for itself alone. */
export interface Claiming {
  readonly vertical: string;
  readonly version: string;
  readonly description: Pick<Description, 'pages'> & {
    readonly messages: readonly Pick<AnnouncedMessage, 'kind' | 'type' | 'cookies' | 'form' | 'path' | 'webhook'>[];
  };
}

/** Why a release may not be deployed, and what can be done about it. */
export interface Refusal {
  readonly message: string;
  readonly cure: string;
}

type Kind = 'cookie' | 'form address' | 'byte path' | 'webhook' | 'pages below';
interface Claim {
  readonly kind: Kind;
  readonly name: string;
}

/**
 * What speaks against deploying these releases beside those that run: what a release may never claim, and what another unit owns.
 *
 * @remarks A cookie, a form's address, a webhook and an address of bytes each belong to one unit, and the addresses of pages to the shell. A
 * release that still answers owns what it claims, also when another is live already.
 */
export function refusalsOf(coming: readonly Claiming[], running: readonly Claiming[]): Refusal[] {
  const all = [...running, ...coming];
  const refusals = coming.flatMap((release, place) => [
    ...forbiddenIn(release),
    // Of two that come together each would be told of the other: once is enough.
    ...all.filter((other) => !coming.slice(place).includes(other)).flatMap((owner) => overlaps(release, owner)),
  ]);
  return [...new Map(refusals.map((refusal) => [refusal.message, refusal])).values()];
}

/** Headers that say who a visitor is: they reach no webhook. */
const PERSONAL_HEADERS = ['cookie', 'authorization', 'proxy-authorization'];

/** What a contract refuses, too, where its own process is built: whoever deploys does not rely on that. */
function forbiddenIn(release: Claiming): Refusal[] {
  return release.description.messages.flatMap(({ type, path, cookies = [], webhook }) => {
    const wrong: Refusal[] = [];
    const say = (message: string, cure: string) => wrong.push({ message: `${nameOf(release)}: ${type} ${message}`, cure });
    if (path !== undefined && !/^\/[\w.-]+(\/|$)/.test(path))
      say(`is asked at ${path}, which leaves open where it begins`, 'let its address begin with a fixed part: /pictures/:picture');
    if (path !== undefined && cookies.length > 0)
      say('has an address whose bytes are kept for everybody, and names cookies', 'let it have one of the two');
    for (const header of webhook?.headers.filter((name) => PERSONAL_HEADERS.includes(name)) ?? [])
      say(`asks for the header ${header}, which is given to no webhook`, 'leave that header out');
    return wrong;
  });
}

function overlaps(claimant: Claiming, owner: Claiming): Refusal[] {
  if (claimant.vertical === owner.vertical) return [];
  const owned = claimsOf(owner);
  return claimsOf(claimant)
    .filter((claim) => owned.some((other) => isSame(claim, other)))
    .map(({ kind, name }) => ({
      message: `${nameOf(claimant)} claims the ${kind} ${name}, which ${nameOf(owner)} owns`,
      cure:
        `let ${claimant.vertical} name another one; ` +
        `or deploy ${owner.vertical} without it, wait until its old processes have stopped, and deploy ${claimant.vertical} again`,
    }));
}

const nameOf = ({ vertical, version }: Claiming) => `${vertical} ${version}`;

function claimsOf({ description: { messages, pages = [] } }: Claiming): Claim[] {
  const claims = messages.flatMap(({ cookies = [], form, path, webhook }): Claim[] => [
    ...cookies.map(({ name }) => ({ kind: 'cookie', name }) as const),
    ...(form ? [{ kind: 'form address', name: form.path } as const] : []),
    ...(path === undefined ? [] : [{ kind: 'byte path', name: path } as const]),
    ...(webhook ? [{ kind: 'webhook', name: webhook.path } as const] : []),
  ]);
  const all = [...claims, ...pages.map((first) => ({ kind: 'pages below', name: `/${first}` }) as const)];
  return [...new Map(all.map((claim) => [`${claim.kind} ${claim.name}`, claim])).values()];
}

function isSame(one: Claim, other: Claim): boolean {
  const kinds = [one.kind, other.kind];
  if (kinds.includes('byte path') && kinds.includes('pages below')) return firstOf(one.name) === firstOf(other.name);
  if (one.kind !== other.kind) return false;
  return one.kind === 'byte path' ? matchesAlike(one.name, other.name) : one.name === other.name;
}

const firstOf = (path: string) => path.split('/')[1];

/** Whether an address can be one of both patterns. */
function matchesAlike(one: string, other: string): boolean {
  const [these, those] = [one.split('/'), other.split('/')];
  if (these.length !== those.length) return false;
  return these.every((part, place) => part === those[place] || part.startsWith(':') || those[place]!.startsWith(':'));
}

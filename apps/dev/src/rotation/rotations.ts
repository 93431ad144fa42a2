import { setTimeout as delay } from 'node:timers/promises';
import { identityIn, newPassword } from '@jogakbo/gateway/identity';
import { renewClaim } from '../claim.ts';
import type { SecretName } from '../credentials.ts';
import type { Deployments } from '../deployment.ts';
import type { Fleet } from '../fleet.ts';
import type { LivePointers } from '../nats/live-pointers.ts';
import { explain, Problem } from '../problem.ts';
import type { SupervisedProcess } from '../process/supervised-process.ts';
import type { Supervisor } from '../process/supervisor.ts';
import type { Progress } from '../progress.ts';
import type { Servers } from '../servers.ts';
import type { Settings } from '../settings.ts';
import { writeStored } from '../stored.ts';
import { GATEWAY } from '../units.ts';
import { type GatewayGround, writeGatewaySecrets } from './gateway-secrets.ts';
import { givenAnew } from './given.ts';
import { known, type Kind } from './kinds.ts';
import type { RotationRequest, RotationOutcome } from './args.ts';

/** What secrets are rotated in. */
export interface RotationGround extends GatewayGround {
  readonly settings: Settings;
  /** The settings as they are written down now, where somebody may have changed them. */
  readonly readAgain?: (() => Settings) | undefined;
  readonly supervisor: Supervisor;
  readonly servers: Servers;
  readonly fleet: Fleet;
  readonly deployments: Deployments;
  readonly pointers: LivePointers;
  readonly progress: Progress;
}

/** How often it is checked whether the grace of an old value is over. */
const LOOK_INTERVAL_MS = 60_000;
/** How long the gateway may take to take up its secrets; it drains requests for ten seconds of it. */
const TAKE_UP_TIMEOUT_MS = 30_000;

/**
 * Gives secrets new values while the shop runs.
 *
 * @remarks First all accept the new value, then it is given out, then every process that was started with the old one is replaced beside
 * itself, and then all refuse the old one. What has been done stands in the credentials' file and in what the processes were started
 * with: a rotation that was broken off anywhere leaves a shop that works, and the next one goes on where it was.
 */
export class Rotations {
  readonly #ground: RotationGround;
  readonly #closing = new AbortController();
  #looking: NodeJS.Timeout | undefined;
  #isBehind = false;

  constructor(ground: RotationGround) {
    this.#ground = ground;
  }

  /** Sees to it that an old value is refused when its time is over. */
  start(): void {
    this.#looking = setInterval(() => void this.#look(), LOOK_INTERVAL_MS).unref();
  }

  close(): void {
    this.#closing.abort();
    clearInterval(this.#looking);
  }

  rotate(order: RotationRequest, progress: Progress, asked: AbortSignal): Promise<RotationOutcome> {
    const signal = AbortSignal.any([asked, this.#closing.signal]);
    return this.#ground.servers.alone('Secrets are being rotated already', () => this.#rotate(order, progress, signal));
  }

  async #rotate({ only, now }: RotationRequest, progress: Progress, signal: AbortSignal): Promise<RotationOutcome> {
    const { credentials, deployments } = this.#ground;
    const names = credentials.names.filter((name) => only.includes(known(name).kind));
    const begun = names.filter((name) => credentials.isUnderWay(name));
    if (begun.length > 0) progress.line(`· going on with what was begun before: ${kindsOf(begun).join(', ')}`);
    await progress.step('new secrets are accepted', async () => {
      credentials.prepare(names);
      await this.#enforce();
    });
    signal.throwIfAborted();
    const given = only.includes('given') ? givenAnew(this.#ground) : [];
    const account = only.includes('account') ? this.#newAccount() : undefined;
    await progress.step('new secrets are given out', () => this.#giveOut(names));
    await this.#replace(progress, signal);
    await progress.step('old processes have ended', () => deployments.parted());
    signal.throwIfAborted();
    const left = this.#ground.fleet.outdated();
    if (left.length > 0)
      throw new Problem(`These still use old secrets: ${left.join(', ')}`, 'nothing is refused yet; `npm run rotate` goes on from here');
    await progress.step('old secrets are refused', async () => {
      credentials.settle(names, (name) => known(name).grace);
      credentials.end(names, now);
      await this.#enforce();
    });
    return { rotated: names.length, given, until: this.#until(names), account };
  }

  async #giveOut(names: readonly SecretName[]): Promise<void> {
    const { credentials, state, pointers, servers } = this.#ground;
    credentials.give(names);
    renewClaim(state, credentials.of('control-token'));
    if (names.includes('nats:dev')) await pointers.moveTo(servers.natsFor('dev'));
    await this.#gatewayTakesUp();
  }

  /** Starts every unit anew that has a process with old secrets, one after the other, each beside itself. */
  async #replace(progress: Progress, signal: AbortSignal): Promise<void> {
    const { fleet, deployments } = this.#ground;
    for (const unit of fleet.outdated()) {
      signal.throwIfAborted();
      const version = fleet.meantVersionOf(unit);
      if (version !== undefined) await deployments.deploy(unit, version, progress, true);
    }
  }

  /** Has everybody who accepts secrets accept what is accepted now, and nothing else. */
  async #enforce(): Promise<void> {
    await this.#ground.fleet.provideAgain();
    await this.#gatewayTakesUp();
  }

  async #gatewayTakesUp(): Promise<void> {
    const { REVISION } = writeGatewaySecrets(this.#ground);
    const [gateway] = this.#ground.supervisor.ofUnit(GATEWAY);
    if (!gateway || (await revisionOf(gateway)) === REVISION) return;
    gateway.reload();
    for (const deadline = Date.now() + TAKE_UP_TIMEOUT_MS; Date.now() < deadline; await delay(50))
      // One that is stopped reads the file when it is started again.
      if (gateway.state === 'stopped' || (await revisionOf(gateway)) === REVISION) return;
    throw new Problem(
      'The gateway did not take up its new secrets: it goes on with those from before, which are still accepted',
      `read ${gateway.log}, and mend what it says; \`npm run rotate\` goes on from here`,
    );
  }

  #newAccount(): RotationOutcome['account'] {
    const { state, settings } = this.#ground;
    if (settings.signIn.OIDC_ISSUER !== undefined)
      throw new Problem('Staff sign in at another identity provider (OIDC_ISSUER)', 'change passwords there');
    const { kept, password } = newPassword();
    const identity = identityIn(state.identity);
    writeStored(state.identity, { ...identity, password: kept });
    return { name: identity.name, password };
  }

  #until(names: readonly SecretName[]): Record<string, string> {
    const ends = names.map((name) => [name, latestEnd(this.#ground.credentials.accepted(name))] as const);
    return Object.fromEntries(ends.filter((entry): entry is [SecretName, string] => entry[1] !== undefined));
  }

  async #look(): Promise<void> {
    const { credentials, servers, progress } = this.#ground;
    try {
      await servers.alone('Old secrets are being ended', async () => {
        this.#isBehind = credentials.end().length > 0 || this.#isBehind;
        if (this.#isBehind) await this.#enforce();
        this.#isBehind = false;
      });
    } catch (error) {
      if (this.#isBehind) progress.wrong(`old secrets can't be ended now: ${explain(error)}`);
    }
  }
}

const kindsOf = (names: readonly SecretName[]): Kind[] => [...new Set(names.map((name) => known(name).kind))];

const latestEnd = (values: readonly { endsAt?: string }[]): string | undefined =>
  values
    .flatMap(({ endsAt }) => endsAt ?? [])
    .toSorted()
    .at(-1);

/** Which state of its secrets the gateway says to have taken up. */
async function revisionOf({ environment }: SupervisedProcess): Promise<unknown> {
  if (!environment) return undefined;
  try {
    const answer = await fetch(`http://127.0.0.1:${environment['HEALTH_PORT']}/health/ready`, { signal: AbortSignal.timeout(2000) });
    return ((await answer.json()) as { revision?: unknown }).revision;
  } catch {
    return undefined;
  }
}

import { backUpThrough, claimOf, connectAs, controlOf, Credentials, natsAccess, Problem, type Control, type State } from '@jogakbo/dev';
import type { NatsConnection } from '@nats-io/transport-node';
import { Caller } from './people/caller.ts';

/** A shop that runs, as those who try it out reach it. */
export interface ShopHere {
  readonly address: string;
  readonly control: Control;
  /** Backs it up into a folder that is not there yet; answers how long messages waited, in milliseconds. */
  readonly backUp: (folder: string) => Promise<number>;
  /** Somebody with the role of staff. */
  readonly staff: Caller;
  /** A connection that may read every log. */
  readonly connect: () => Promise<NatsConnection>;
  /** A connection of who deploys, who may look at all that JetStream keeps. */
  readonly connectAsDeployer: () => Promise<NatsConnection>;
}

/** @throws Problem when none runs in this state folder. */
export function shopIn(state: State): ShopHere {
  const claim = claimOf(state);
  if (!claim) throw new Problem("The shop isn't running", 'start it with `npm start` in another terminal');
  const credentials = new Credentials(state.credentials);
  const connectAsUser = (user: 'gateway' | 'dev') => connectAs(natsAccess(credentials, claim.nats, user));
  return {
    address: claim.address,
    control: controlOf(state),
    backUp: async (folder) => (await backUpThrough(state, folder, () => {})).stillFor,
    staff: new Caller(claim.address, credentials.of('staff-token')),
    connect: () => connectAsUser('gateway'),
    connectAsDeployer: () => connectAsUser('dev'),
  };
}

import { z } from 'zod';
import { milliseconds, type Command } from '@jogakbo/contract';
import { decider, type Moment } from './decider.ts';
import { eventsOfGathering, type Gathering } from './gathering.ts';
import { keyed, type Keyed } from './keyed.ts';
import { commandsSent, outgoing } from './outgoing.ts';
import { asHeard, field, outgoingCommands as commands, processMessages, type Process, type ProcessStatus } from './process.ts';

/** How a gathering stands for one key. */
export interface GatheringState {
  readonly phase: 'new' | 'open' | 'completed' | 'expired' | 'ended';
  readonly dueAt?: string;
  /** By name: what came first under it. */
  readonly parts: Keyed<string, unknown>;
}

const taken = ['part', 'data', 'dueAt', 'missing', 'commands', 'type', 'because'];
/** The part that says which items are waited for. */
const LIST = 'list';
const itemPart = (item: string) => `item ${item}`;

/** The kind of stream that has what was gathered. */
export const streamOfGathering = ({ name }: Gathering): string => `gathering-${name}`;

function gatheringMessages(gathering: Gathering, vertical: string) {
  const { name, by } = gathering;
  if (taken.includes(by)) throw new Error(`Gathering ${name}: ${by} can't be its key, since its events have a field of that name.`);
  const { event, command } = processMessages(vertical, streamOfGathering(gathering), by);
  const { data, dueAt } = field;
  return {
    events: {
      PartGathered: event('PartGathered', 'A part that was waited for has come.', { part: z.string(), data, dueAt }),
      GatheringCompleted: event('GatheringCompleted', 'All that was waited for has come.', { commands }),
      GatheringExpired: event('GatheringExpired', 'Not all that was waited for came in time.', { missing: z.array(z.string()), commands }),
      GatheringEnded: event('GatheringEnded', 'What was waited for is not wanted any more.', { because: z.string() }),
    },
    commands: {
      HearEvent: command('HearEvent', 'Tells a gathering of an event.', { type: z.string(), data }),
      PassDeadline: command('PassDeadline', 'Lets a gathering see that it has waited too long.', {}),
    },
  };
}

/** A gathering as it runs in a vertical. */
export function gatheringProcess(gathering: Gathering, vertical: string): Process<GatheringState> {
  const messages = gatheringMessages(gathering, vertical);
  const { PartGathered, GatheringCompleted, GatheringExpired, GatheringEnded } = messages.events;
  const { by } = gathering;
  const about = (key: string, data: object) => ({ [by]: key, ...data });
  const sent = (key: string, what: 'completed' | 'expired', source: object) => {
    const sending = what === 'completed' ? gathering.completed : gathering.expired;
    return outgoing(`${vertical}.${streamOfGathering(gathering)}.${key}.${what}`, sending, about(key, source));
  };
  const made = decider(streamOfGathering(gathering), {
    initialState: (): GatheringState => ({ phase: 'new', parts: keyed.none() }),
    commands: messages.commands,
    events: messages.events,
    decide: {
      HearEvent: (heard: any, { phase, parts, dueAt }, { now }) => {
        if (phase === 'completed' || phase === 'expired' || phase === 'ended') return [];
        const key = String(heard[by]);
        if (isItsEnd(gathering, heard)) return [GatheringEnded(about(key, { because: heard.type }))];
        const part = partOf(gathering, heard);
        if (keyed.has(parts, part)) return [];
        const until = dueAt ?? dueFrom(gathering, now);
        const gathered = keyed.with(parts, part, heard.data);
        const came = PartGathered(about(key, { part, data: heard.data, dueAt: until }));
        if (missingFrom(gathering, gathered).length > 0) return [came];
        return [came, GatheringCompleted(about(key, { commands: sent(key, 'completed', sourceOf(gathering, gathered)) }))];
      },
      PassDeadline: (asked: any, { phase, parts, dueAt }, { now }) => {
        if (phase !== 'open' || dueAt! > now.toISOString()) return [];
        const key = String(asked[by]);
        const missing = namesMissing(gathering, parts);
        return [GatheringExpired(about(key, { missing, commands: sent(key, 'expired', { ...sourceOf(gathering, parts), missing }) }))];
      },
    },
    evolve: {
      PartGathered: ({ parts }, { part, data, dueAt }: any) => ({ phase: 'open', dueAt, parts: keyed.with(parts, part, data) }),
      GatheringCompleted: (state) => ({ ...state, phase: 'completed' }),
      GatheringExpired: (state) => ({ ...state, phase: 'expired' }),
      GatheringEnded: (state) => ({ ...state, phase: 'ended' }),
    },
  });
  return {
    kind: 'gathering',
    name: gathering.name,
    by,
    decider: made,
    hears: eventsOfGathering(gathering),
    sends: [...commandsSent(gathering.completed), ...commandsSent(gathering.expired)],
    hear: (event): Command => messages.commands.HearEvent({ [by]: event.data[by], ...asHeard(eventsOfGathering(gathering), event) }),
    passDeadline: (key): Command => messages.commands.PassDeadline({ [by]: key }),
    statusOf: ({ phase }) => statuses[phase],
    dueAt: ({ phase, dueAt }) => (phase === 'open' ? dueAt : undefined),
    concern: ({ phase, parts }) => ({ waitsFor: phase === 'open' ? namesMissing(gathering, parts) : [], attempts: 0 }),
  };
}

const statuses: Record<GatheringState['phase'], ProcessStatus> = {
  new: 'under way',
  open: 'under way',
  completed: 'completed',
  expired: 'expired',
  ended: 'ended',
};

const dueFrom = ({ within }: Gathering, now: Moment['now']) => new Date(now.getTime() + milliseconds(within)).toISOString();

const isItsEnd = ({ endedBy = [] }: Gathering, { type }: { type: string }) => endedBy.some((event) => event.type === type);

/** The name of the part that an event is. */
function partOf({ all = {}, each }: Gathering, { type, data }: { type: string; data: any }): string {
  if (each) return type === each.listedBy.type ? LIST : itemPart(each.item(data));
  return Object.keys(all).find((name) => all[name]!.type === type)!;
}

/** The parts that are still waited for; without its list, a gathering of items does not know them all. */
function missingFrom({ all = {}, each }: Gathering, parts: GatheringState['parts']): string[] {
  if (!each) return Object.keys(all).filter((name) => !keyed.has(parts, name));
  if (!keyed.has(parts, LIST)) return [LIST];
  return each
    .items(keyed.get(parts, LIST))
    .map(itemPart)
    .filter((part) => !keyed.has(parts, part));
}

const namesMissing = (gathering: Gathering, parts: GatheringState['parts']) =>
  missingFrom(gathering, parts).map((part) => part.replace(/^item /, ''));

function sourceOf({ each }: Gathering, parts: GatheringState['parts']): object {
  // Its parts have the names that the gathering gave them.
  if (!each) return Object.fromEntries(keyed.entries(parts));
  const items = keyed.entries(parts).flatMap(([part, data]) => (part === LIST ? [] : [[part.slice(itemPart('').length), data] as const]));
  return { list: keyed.get(parts, LIST), items: new Map(items) };
}

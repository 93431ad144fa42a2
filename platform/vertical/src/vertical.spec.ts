import { expect, it } from 'vitest';
import { z } from 'zod';
import { contract } from '@jogakbo/contract';
import { decider } from '@jogakbo/domain';
import { definitionOf } from './handlers.ts';
import { definitionOfVertical, describe as described, Vertical } from './vertical.ts';

const doors = contract('doors');
const DoorOpened = doors.aggregate('door', 'doorId').event('DoorOpened', 'A door was opened.', { doorId: z.string() });
const OpenDoor = doors.command('OpenDoor', 'Opens a door.', { doorId: z.string() });
const NoteDoor = doors.command('NoteDoor', 'What only a handler of the vertical decides.', { doorId: z.string() });
const door = decider('door', {
  initialState: () => ({}),
  commands: { OpenDoor, NoteDoor },
  events: { DoorOpened },
  decide: { OpenDoor: ({ doorId }) => DoorOpened({ doorId }), NoteDoor: () => [] },
  evolve: { DoorOpened: (state) => state },
});

it('A command that the contract does not promise can be asked for by nobody', () => {
  const definition = definitionOfVertical(Vertical.of({ name: 'doors', contract: { DoorOpened, OpenDoor }, deciders: [door] }));
  expect(definition.handlers?.map((handler) => definitionOf(handler)?.type)).toEqual(['OpenDoor']);
  expect(described(definition).messages.map(({ type }) => type)).toEqual(['DoorOpened', 'OpenDoor']);
});

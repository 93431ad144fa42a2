import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract } from '@jogakbo/contract';
import { decider, reject } from './decider.ts';
import { specification } from './specification.ts';

const house = contract('house');
const aDoor = house.aggregate('door', 'doorId');
const doorId = z.string();
const DoorOpened = aDoor.event('DoorOpened', 'A door is open.', { doorId });
const DoorClosed = aDoor.event('DoorClosed', 'A door is shut.', { doorId });
const DoorLocked = aDoor.event('DoorLocked', 'A door is locked.', { doorId });
const OpenDoor = house.command('OpenDoor', 'Opens a door.', { doorId });
const LockDoor = house.command('LockDoor', 'Shuts a door, if need be, and locks it.', { doorId });
const RingBell = house.command('RingBell', 'Rings the bell.', { bellId: z.string() });
const WindowOpened = house.aggregate('window', 'windowId').event('WindowOpened', 'A window is open.', { windowId: z.string() });

interface Door {
  readonly is: 'shut' | 'open' | 'locked';
}
const door = decider('door', {
  initialState: (): Door => ({ is: 'shut' }),
  commands: { OpenDoor, LockDoor },
  events: { DoorOpened, DoorClosed, DoorLocked },
  decide: {
    OpenDoor: ({ doorId }, { is }) => (is === 'open' ? [] : is === 'locked' ? reject('DoorIsLocked') : DoorOpened({ doorId })),
    LockDoor: ({ doorId }, { is }) => (is === 'open' ? [DoorClosed({ doorId }), DoorLocked({ doorId })] : DoorLocked({ doorId })),
  },
  evolve: { DoorOpened: () => ({ is: 'open' }), DoorClosed: () => ({ is: 'shut' }), DoorLocked: () => ({ is: 'locked' }) },
});

describe('A door', () => {
  const given = specification(door);
  const front = { doorId: 'front' };
  it('opens', () => given().when(OpenDoor(front)).then(DoorOpened(front)));
  it('opens once, however often it is asked', () => given(DoorOpened(front)).when(OpenDoor(front)).thenNothing());
  it('is shut before it is locked, both at once', () =>
    given(DoorOpened(front)).when(LockDoor(front)).then(DoorClosed(front), DoorLocked(front)));
  it('stays shut while it is locked', () => given(DoorLocked(front)).when(OpenDoor(front)).thenRejected('DoorIsLocked'));
  it('knows what to say of an expectation that is wrong', () => {
    expect(() => given().when(OpenDoor(front)).thenNothing()).toThrow('deep-equal');
    expect(() => given().when(OpenDoor(front)).thenRejected('DoorIsLocked')).toThrow('deep-equal');
    expect(() => given().when(OpenDoor(front)).then(DoorClosed(front))).toThrow('deep-equal');
  });
});

describe('A decider is refused', () => {
  const definition = { initialState: () => null, commands: {}, events: {}, decide: {}, evolve: {} };
  it('when an event is of another aggregate', () => {
    const evolve = { DoorOpened: () => null, WindowOpened: () => null };
    expect(() => decider('door', { ...definition, events: { DoorOpened, WindowOpened }, evolve })).toThrow(
      'WindowOpened is an event of house/window',
    );
  });
  it('when a command does not say which aggregate it is for', () => {
    const ringing = { commands: { RingBell }, decide: { RingBell: () => [] }, events: { DoorOpened }, evolve: { DoorOpened: () => null } };
    expect(() => decider('door', { ...definition, ...ringing })).toThrow('RingBell lacks doorId');
  });
});

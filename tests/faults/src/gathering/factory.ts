import { z } from 'zod';
import { contract } from '@jogakbo/contract';
import { decider, gathering } from '@jogakbo/domain';
import { Vertical } from '@jogakbo/vertical';

/** A car is assembled when all six parts of it have been made, in whatever order. */
const carId = z.string();
const key = 'carId';

const parts = contract('parts');
const made = { carId, number: z.number() };
const ChassisMade = parts.aggregate('chassis', key).event('ChassisMade', 'A chassis was made.', made);
const EngineMade = parts.aggregate('engine', key).event('EngineMade', 'An engine was made.', made);
const GearboxMade = parts.aggregate('gearbox', key).event('GearboxMade', 'A gearbox was made.', made);
const DoorsMade = parts.aggregate('doors', key).event('DoorsMade', 'Doors were made.', made);
const SeatsMade = parts.aggregate('seats', key).event('SeatsMade', 'Seats were made.', made);
const WheelsMade = parts.aggregate('wheels', key).event('WheelsMade', 'Wheels were made.', made);
export const partsMade = [ChassisMade, EngineMade, GearboxMade, DoorsMade, SeatsMade, WheelsMade] as const;

const factory = contract('factory');
const cars = factory.aggregate('car', key);
const CarAssembled = cars.event('CarAssembled', 'A car was assembled.', { carId });
const CarGivenUp = cars.event('CarGivenUp', 'A part of a car never came.', { carId });
const AssembleCar = factory.command('AssembleCar', 'Assembles a car.', { carId });
const GiveCarUp = factory.command('GiveCarUp', 'Waits for a car no longer.', { carId });

// Not idempotent by itself: a command that is carried out twice shows.
const car = decider('car', {
  initialState: () => null,
  commands: { AssembleCar, GiveCarUp },
  events: { CarAssembled, CarGivenUp },
  decide: { AssembleCar: ({ carId }) => CarAssembled({ carId }), GiveCarUp: ({ carId }) => CarGivenUp({ carId }) },
  evolve: { CarAssembled: () => null, CarGivenUp: () => null },
});

const assembly = gathering('assembly', { by: key, within: '1 hour' })
  .all({
    ...{ chassis: ChassisMade, engine: EngineMade, gearbox: GearboxMade },
    ...{ doors: DoorsMade, seats: SeatsMade, wheels: WheelsMade },
  })
  .completed(AssembleCar.from(({ carId }) => ({ carId })))
  .expired(GiveCarUp.from(({ carId }) => ({ carId })));

const promised = { CarAssembled, CarGivenUp, AssembleCar, GiveCarUp };
export const FactoryModule = Vertical.of({ name: 'factory', contract: promised, deciders: [car], gatherings: [assembly] });
/** Nobody runs it: its log is written by the test. */
export const PartsModule = Vertical.of({ name: 'parts', contract: Object.fromEntries(partsMade.map((part) => [part.type, part])) });

import { currentCall, nameIsTaken } from '@jogakbo/runtime';

export type CarryOut = (type: string, data: unknown) => Promise<unknown>;

interface UnderWay {
  readonly asked: string | undefined;
  readonly work: Promise<unknown>;
}

/** Lets a command that comes again while this process carries it out wait for what comes of that; another one under its id is refused. */
export function joined(carryOut: CarryOut): CarryOut {
  const underWay = new Map<string, UnderWay>();
  return async (type, data) => {
    const { commandId: id, asked } = currentCall() ?? {};
    if (id === undefined) return carryOut(type, data);
    const known = underWay.get(id);
    if (known && known.asked !== asked) throw nameIsTaken();
    if (known) return known.work;
    const work = carryOut(type, data).finally(() => underWay.delete(id));
    underWay.set(id, { asked, work });
    return work;
  };
}

import { currentCall } from '../call.ts';

export type CarryOut = (type: string, data: unknown) => Promise<unknown>;

/** Lets a command that comes again while this process carries it out wait for what comes of that. */
export function joined(carryOut: CarryOut): CarryOut {
  const underWay = new Map<string, Promise<unknown>>();
  return (type, data) => {
    const id = currentCall()?.commandId;
    if (id === undefined) return carryOut(type, data);
    const known = underWay.get(id);
    if (known) return known;
    const work = carryOut(type, data).finally(() => underWay.delete(id));
    underWay.set(id, work);
    return work;
  };
}

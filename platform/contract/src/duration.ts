/** A length of time as people say it: `'2 minutes'`. */
export type Duration = `${number} ${'millisecond' | 'second' | 'minute' | 'hour' | 'day'}${'' | 's'}`;

const lengths: Record<string, number> = { millisecond: 1, second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** A duration in milliseconds. */
export function milliseconds(duration: Duration): number {
  const [amount = '', unit = ''] = duration.split(' ');
  const length = lengths[unit.replace(/s$/, '')];
  if (!length || !(Number(amount) > 0)) throw new Error(`${duration} is no duration`);
  return Number(amount) * length;
}

/** Content codings that the gateway sends, best first. */
const CODINGS = ['br', 'gzip'] as const;
export type Coding = (typeof CODINGS)[number];

/** The best coding that a caller accepts and that there is; `undefined` means as it is (RFC 9110, 12.5.3). */
export function codingFor(accepted: string | undefined, there: readonly Coding[] = CODINGS): Coding | undefined {
  const weights = new Map((accepted ?? '').toLowerCase().split(',').map(readWeight));
  const weight = (coding: Coding) => weights.get(coding) ?? weights.get('*') ?? 0;
  return CODINGS.filter((coding) => there.includes(coding) && weight(coding) > 0).sort((a, b) => weight(b) - weight(a))[0];
}

function readWeight(entry: string): [string, number] {
  const [coding = '', ...parameters] = entry.split(';').map((part) => part.trim());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return [coding, weight === undefined ? 1 : Number(weight) || 0];
}

import { z } from 'zod';

/** Levels of objects and lists that a message may have. */
const DEEPEST = 100;
/** Faults that are told of one datum. */
const TOLD = 50;
const NO_TEXT = 'has a character that is no text (U+0000, or half of a surrogate pair): leave it out';
const NO_NAME = `the name ${NO_TEXT}`;
const TOO_DEEP = `is nested deeper than ${DEEPEST} levels`;

/** Whether all of our databases and readers keep a text as it is: it has no U+0000 and no half of a surrogate pair. */
export const isWellFormed = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** A text from outside that is kept and not refused, such as what a provider or an exception says: what is no text in it becomes U+FFFD. */
export const wellFormed = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD');

const isContainer = (datum: unknown): datum is Readonly<Record<string, unknown>> =>
  typeof datum === 'object' && datum !== null && !ArrayBuffer.isView(datum);

/** As `wellFormed`, for all texts of a datum, names of fields included. */
export function allWellFormed(datum: unknown): unknown {
  if (typeof datum === 'string') return wellFormed(datum);
  if (Array.isArray(datum)) return datum.map(allWellFormed);
  if (!isContainer(datum)) return datum;
  return Object.fromEntries(Object.entries(datum).map(([name, part]) => [wellFormed(name), allWellFormed(part)]));
}

/** Whether all texts of a datum are well-formed, and it is not too deep to be looked through. */
function isSound(datum: unknown, depth = 0): boolean {
  if (typeof datum === 'string') return isWellFormed(datum);
  if (!isContainer(datum)) return true;
  if (depth === DEEPEST) return false;
  for (const name of Object.keys(datum)) if (!isWellFormed(name) || !isSound(datum[name], depth + 1)) return false;
  return true;
}

/** Where a text of a datum is not well-formed, and why that is no text. */
export interface TextFault {
  readonly path: readonly (string | number)[];
  readonly reason: string;
}

function* faultsIn(datum: unknown, path: TextFault['path']): Generator<TextFault> {
  if (typeof datum === 'string' && !isWellFormed(datum)) yield { path, reason: NO_TEXT };
  if (!isContainer(datum)) return;
  if (path.length === DEEPEST) return yield { path, reason: TOO_DEEP };
  for (const [name, part] of Object.entries(datum)) {
    const place = [...path, Array.isArray(datum) ? Number(name) : wellFormed(name)];
    if (!isWellFormed(name)) yield { path: place, reason: NO_NAME };
    yield* faultsIn(part, place);
  }
}

/** What of a datum's texts can't be kept: the first of it, if it is much. */
export function textFaults(datum: unknown): TextFault[] {
  const told: TextFault[] = [];
  if (isSound(datum)) return told;
  for (const fault of faultsIn(datum, [])) if (told.push(fault) === TOLD) break;
  return told;
}

const known = new WeakMap<z.ZodType, z.ZodType>();

/**
 * A schema that lets only well-formed texts by, wherever they stand in what it reads.
 *
 * @remarks All messages of all contracts have it by themselves. PostgreSQL refuses other texts, in text and in jsonb: an event with one
 * could be appended, and never be folded.
 */
export function ofWellFormedTexts<S extends z.ZodType>(schema: S): S {
  const made = (known.get(schema) ?? schema.superRefine(refuse, { when: () => true })) as S;
  known.set(schema, made).set(made, made);
  return made;
}

function refuse(datum: unknown, context: z.RefinementCtx) {
  for (const { path, reason } of textFaults(datum)) {
    // A schema within this one may have said so already.
    const isKnown = context.issues.some((issue) => issue.message === reason && issue.path?.join('/') === path.join('/'));
    if (!isKnown) context.addIssue({ code: 'custom', path: [...path], message: reason });
  }
}

/** The schema of a message's data. */
export const dataSchema = <S extends z.ZodRawShape>(shape: S): z.ZodObject<S> => ofWellFormedTexts(z.object(shape));

/** The schema of what is answered to a message; nothing, unless it is told. */
export const answerSchema = (schema: z.ZodType = z.null()): z.ZodType => ofWellFormedTexts(schema);

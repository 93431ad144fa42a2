import { z } from 'zod';

/** An HTTP status that a page may have. */
const Status = z.number().int().min(200).max(599);

/** What a block says about the page it is the lead of. */
export const Head = z.object({
  title: z.string().optional(),
  description: z.string().optional(),
  /** The HTTP status of the page, 200 unless told. */
  status: Status.optional(),
});
export type Head = z.infer<typeof Head>;

/** An answer that a block was rendered with: the client starts from it and does not ask again. */
export const Answered = z.object({ key: z.string(), view: z.any() });
export type Answered = z.infer<typeof Answered>;

/** The platform's own request to a vertical: render one of your blocks. */
export const RenderRequest = z.object({
  block: z.string(),
  props: z.record(z.string(), z.any()),
  /** Prefix of React's ids: unique per place on a page. */
  place: z.string(),
});
export type RenderRequest = z.infer<typeof RenderRequest>;

/** A rendered block: its HTML with the data it used. */
export const RenderedBlock = z.object({
  html: z.string(),
  answered: z.array(Answered),
  head: Head,
  /** By log: the position that the views had seen at least; live events after it may change what the block shows. */
  positions: z.record(z.string(), z.number()).default({}),
});
export type RenderedBlock = z.infer<typeof RenderedBlock>;

/** A file that a page may load, refused by the browser if one byte differs. */
export interface Loadable {
  readonly url: string;
  readonly integrity: string;
}

/** Everything a page needs to bring one block to life: one version of one vertical. */
export interface Loads {
  readonly version: string;
  readonly container: string;
  readonly expose: string;
  readonly entry: Loadable;
  readonly styles: readonly Loadable[];
}

/** Why a slot shows no block: its vertical is away, did not answer in time or failed; or nobody ever released it. */
export type Gap = 'away' | 'late' | 'failed' | 'absent';

/** A placed block as the page carries it, in the document and in parts. */
export interface SlotState {
  readonly loads?: Loads;
  readonly answered: readonly Answered[];
  readonly positions: Readonly<Record<string, number>>;
}

/** The head of a page in parts; one line of JSON, followed by one line for each slot. */
export interface PartsHead {
  readonly page: string;
  readonly team: string;
  readonly title: string;
  readonly description: string;
  readonly slots: readonly string[];
}

/** One slot of a page in parts: its element, outer HTML included. */
export interface PartsSlot {
  readonly slot: string;
  readonly html: string;
}

/** The platform's own request to the shell: compose the page at this address. */
export const PageRequest = z.object({
  url: z.string(),
  /** `document` for a browser's first request, `parts` for a navigation inside an open page. */
  as: z.enum(['document', 'parts']),
  cookie: z.string().optional(),
});
export type PageRequest = z.infer<typeof PageRequest>;

/** One part of a streamed page: first the head, then text. */
export const PagePart = z.union([z.object({ status: Status, headers: z.record(z.string(), z.string()) }), z.object({ text: z.string() })]);
export type PagePart = z.infer<typeof PagePart>;

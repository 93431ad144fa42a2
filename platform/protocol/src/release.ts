import { z } from 'zod';
import { WEBHOOK_PATH } from '@jogakbo/contract';

/** A file of a release as a page may load it. */
export const Asset = z.object({
  file: z.string(),
  /** Subresource integrity digest, `sha384-…`. */
  integrity: z.string(),
  bytes: z.number().int(),
});
export type Asset = z.infer<typeof Asset>;

/** The browser's side of a release: what to load for each block. */
export const WebRelease = z
  .object({
    /** The federation container, loaded once per vertical and version. */
    remoteEntry: z.string(),
    /** The name under which the container registers itself. */
    container: z.string(),
    /** By block name: the container's expose and the files it needs. */
    blocks: z.record(z.string(), z.object({ expose: z.string(), styles: z.array(z.string()) })),
    assets: z.record(z.string(), Asset),
  })
  .refine(({ remoteEntry, blocks, assets }) => {
    const named = Object.values(blocks).flatMap(({ styles }) => [remoteEntry, ...styles]);
    return named.every((file) => Object.hasOwn(assets, file));
  }, 'A block needs a file that is not among the assets');
export type WebRelease = z.infer<typeof WebRelease>;

/** An address of this shop, and of no other. */
const OwnPath = z.string().regex(/^\/(?![/\\])[\x21-\x7e]*$/);

/** A cookie as announced; its name is a token that means nothing else to HTTP. */
const AnnouncedCookie = z.object({
  name: z.string().regex(/^\w{1,64}$/),
  keptFor: z.number().int().positive(),
  identifies: z.boolean().optional(),
});

/** A message as announced: enough to route, check and describe it without knowing its vertical. */
export const AnnouncedMessage = z.object({
  kind: z.enum(['command', 'query', 'event']),
  type: z.string(),
  version: z.number().int(),
  summary: z.string(),
  /** JSON Schema (2020-12) of the data. */
  input: z.any(),
  /** JSON Schema of the view or result. */
  output: z.any().optional(),
  roles: z.array(z.string()).default([]),
  deadline: z.number().default(2000),
  path: z.string().optional(),
  form: z.object({ path: OwnPath, then: OwnPath, otherwise: OwnPath.optional() }).optional(),
  webhook: z.object({ path: z.string().regex(WEBHOOK_PATH), headers: z.array(z.string().regex(/^[a-z0-9-]+$/)) }).optional(),
  cookies: z.array(AnnouncedCookie).optional(),
  /** Of commands: it takes what there is little of. */
  isScarce: z.boolean().optional(),
  /** Of events: only whoever names the key is told of it. */
  isPrivate: z.boolean().optional(),
  /** Of events: what is told outside the shop, if anything. */
  told: z.union([z.literal('changed'), z.array(z.string())]).optional(),
});
export type AnnouncedMessage = z.infer<typeof AnnouncedMessage>;

/** Whether the API offers it: it is no event, not for other verticals alone, and not given at an address of its own alone. */
export const isOffered = ({ kind, roles, webhook }: AnnouncedMessage): boolean =>
  kind !== 'event' && !webhook && (roles.length === 0 || roles.some((role) => role !== 'vertical'));

/** What a release expects of whoever deploys it: a number for each way of providing its streams and rights before it starts. */
export const PROVISIONING = 2;

/** What a vertical's module says about itself; derived from the module, never written by hand. */
export const Description = z.object({
  vertical: z.string(),
  provisioning: z.number().int().optional(),
  messages: z.array(AnnouncedMessage),
  /** Blocks that this vertical renders. */
  blocks: z.array(z.object({ name: z.string() })),
  /** What follows logs, each under its durable name: which log, and which of its events. */
  readers: z.array(z.object({ stream: z.string(), name: z.string(), events: z.array(z.string()) })),
  /** The commands that this vertical sends to their owners without waiting for an answer. */
  sends: z.array(z.object({ vertical: z.string(), type: z.string() })).default([]),
  /** The variables of the environment that its processes are told beside the platform's own; no other vertical is. */
  settings: z.array(z.string().regex(/^[A-Z][A-Z0-9_]*$/)).optional(),
  /** Whether it has sagas or gatherings. */
  conducts: z.boolean().default(false),
  /** Whether the vertical keeps a log of its own. */
  keepsLog: z.boolean(),
  /** The first part of each address at which it shows a page, e.g. `products`; the shell's alone. */
  pages: z.array(z.string()).optional(),
});
export type Description = z.infer<typeof Description>;

/** The record of one immutable release of a whole vertical, front and back. */
export const Release = z.object({
  vertical: z.string(),
  version: z.string(),
  description: Description,
  web: WebRelease.optional(),
});
export type Release = z.infer<typeof Release>;

/** A running process of a release says: I am here. Repeated every second; silence for three means gone. */
export const Announcement = Release.extend({
  instance: z.string(),
  leaving: z.boolean().default(false),
});
export type Announcement = z.infer<typeof Announcement>;

/** A live pointer: which version of a vertical answers. */
export const LivePointer = z.object({ version: z.string(), since: z.iso.datetime() });
export type LivePointer = z.infer<typeof LivePointer>;

/** The most releases of one unit that may be deployed at once: the live one, and those that still answer beside it. */
export const MAX_DEPLOYED_RELEASES = 8;

/**
 * The releases of a unit that are deployed, by version: each with the digest of its record.
 *
 * @remarks Whoever deploys says so before the first process starts, and until the last one has stopped. What a process says of a
 * release is believed where its record has this digest.
 */
export const DeployedReleases = z
  .record(z.string(), z.string().regex(/^[0-9a-f]{64}$/))
  .refine((releases) => Object.keys(releases).length <= MAX_DEPLOYED_RELEASES, `More than ${MAX_DEPLOYED_RELEASES} releases`);
export type DeployedReleases = z.infer<typeof DeployedReleases>;

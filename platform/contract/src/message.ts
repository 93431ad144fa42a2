import type { z } from 'zod';
import type { Webhook } from './webhook.ts';

export type Kind = 'event' | 'command' | 'query';

/** One message: an event, a command or a query with its data; the same shape on every side of every wire. */
export interface Message<K extends Kind = Kind, Type extends string = string, Data = any> {
  readonly kind: K;
  readonly type: Type;
  readonly data: Data;
}

export type Event<Type extends string = string, Data = any> = Message<'event', Type, Data>;
export type Command<Type extends string = string, Data = any> = Message<'command', Type, Data>;
export type Query<Type extends string = string, Data = any> = Message<'query', Type, Data>;

/** Who may send a message: nobody named means everybody. `vertical` is for messages between verticals, which have no way in from outside. */
export type Role = 'staff' | 'vertical';

/** A message definition: call it to make a message, read it to validate one. */
export interface MessageDefinition<K extends Kind, Type extends string, Data> {
  (data: Data): Message<K, Type, Data>;
  readonly kind: K;
  readonly type: Type;
  /** The vertical that promises this message. */
  readonly vertical: string;
  readonly version: number;
  /** One sentence in business words; the catalogue and the API description print it. */
  readonly summary: string;
  readonly schema: z.ZodType<Data>;
  /** Type-level only: lets other definitions ask what a message carries. */
  readonly '~data'?: Data;
}

export interface EventDefinition<Type extends string = string, Data = any> extends MessageDefinition<'event', Type, Data> {
  /** The kind of aggregate whose stream the event belongs to. */
  readonly aggregate: string;
  /** The field of the data that identifies the aggregate. */
  readonly by: string;
  /** By former version: its data as the next version would have said it. */
  readonly upcasts: Upcasts;
  /** Outside the shop only whoever names its key is told of it. */
  readonly isPrivate: boolean;
  /** From it on nobody can read the personal data in its aggregate's events any more: their key is deleted. */
  readonly forgets: boolean;
  /** What is told of it outside the shop; nothing unless its aggregate says otherwise. */
  readonly told?: Told;
}

/** What of an event is told outside the shop: that something has changed, or what has happened with these fields of it. */
export type Told = 'changed' | readonly string[];

/** An event that carries this key, and so can find what waits for it. */
export type EventAbout<Key extends string> = EventDefinition & { readonly '~data'?: { readonly [K in Key]: string } };

/** How each former version of an event is read as the one after it. */
export type Upcasts = Readonly<Record<number, (data: any) => unknown>>;

/** What a visitor's browser keeps for one vertical: no script reads it, and no other vertical is given it. */
export interface CookieDefinition {
  readonly vertical: string;
  readonly name: string;
  readonly summary: string;
  /** Seconds after it was set last. */
  readonly keptFor: number;
  /** Whether its value stands for one visitor: it is a secret of the browser, what that one may take is counted by it, and nothing that holds it is kept. */
  readonly identifies: boolean;
}

/** A form that gives a command without a script: where it posts to, and the page that the visitor sees then. */
export interface Form {
  readonly path: `/${string}`;
  readonly then: `/${string}`;
  /** Where a refusal leads on to; like `then`, unless it is said. */
  readonly otherwise?: `/${string}`;
}

/** How a command or query may be asked for from outside its vertical. */
export interface Access {
  readonly roles: readonly Role[];
  /** The longest the owner may take, in milliseconds; a caller's shorter deadline wins. */
  readonly deadline: number;
  /** Cookies that a query is answered by, or that a command reads and sets. */
  readonly cookies: readonly CookieDefinition[];
}

export interface CommandDefinition<Type extends string = string, Data = any, Result = any>
  extends MessageDefinition<'command', Type, Data>, Access {
  readonly result: z.ZodType<Result>;
  readonly form?: Form;
  readonly webhook?: Webhook;
  /** Whether it takes what there is little of, such as stock: one client may give it less often than other commands, and its owner is told which client it is. */
  readonly isScarce: boolean;
  /**
   * This command, its data made from what is known where it is sent.
   *
   * @example
   * send: ReserveStock.from(({ order }) => ({ orderId: order.orderId, lines: order.lines }))
   */
  readonly from: <Source>(dataOf: (source: Source) => Data) => CommandFrom<Source>;
  /** As `from`, for each of several: one command for each. */
  readonly fromEach: <Source>(dataOf: (source: Source) => readonly Data[]) => CommandsFrom<Source>;
}

/** Commands of one definition, made from a source: which command it is can be read without making one. */
export interface CommandsFrom<Source> {
  readonly command: CommandDefinition;
  readonly commands: (source: Source) => readonly Command[];
}

/** Exactly one command, made from a source. */
export interface CommandFrom<Source> extends CommandsFrom<Source> {
  readonly isOne: true;
}

export interface QueryDefinition<Type extends string = string, Data = any, View = any>
  extends MessageDefinition<'query', Type, Data>, Access {
  readonly view: z.ZodType<View>;
  /** The events after which an answer may be another one. */
  readonly refreshedBy: readonly EventDefinition[];
  /** The public address of a query that answers with bytes, e.g. `/pictures/:picture`. */
  readonly path?: string;
}

export type AnyDefinition = EventDefinition | CommandDefinition | QueryDefinition;
/** A message as its definition makes it. */
export type MessageOf<D extends AnyDefinition> = D extends MessageDefinition<infer K, infer T, infer Data> ? Message<K, T, Data> : never;
export type DataOf<D extends AnyDefinition> = D extends MessageDefinition<Kind, string, infer Data> ? Data : never;
export type ViewOf<Q extends QueryDefinition> = Q extends QueryDefinition<string, any, infer View> ? View : never;
export type ResultOf<C extends CommandDefinition> = C extends CommandDefinition<string, any, infer Result> ? Result : never;

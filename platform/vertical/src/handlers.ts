import type { CommandDefinition, DataOf, QueryDefinition, ResultOf, ViewOf } from '@jogakbo/contract';
import { handlerOf } from '@jogakbo/runtime';

type Constructor<T> = new (...args: any[]) => T;
const definitions = new WeakMap<object, CommandDefinition | QueryDefinition>();

/** The message that a handler class is for. */
export const definitionOf = (handler: object) => definitions.get(handler);

/** A class that answers one query of its vertical; `answer` gets checked data and returns the view. */
export interface Answers<Q extends QueryDefinition> {
  answer(query: DataOf<Q>): Promise<ViewOf<Q>> | ViewOf<Q>;
}
export const QueryHandler =
  <Q extends QueryDefinition>(query: Q) =>
  <T extends Constructor<Answers<Q>>>(target: T): T => {
    definitions.set(target, query);
    return handlerOf(query.type, 'answer')(target);
  };

/** A class that carries out one command of its vertical; an expected no is thrown as a `rejected` problem. */
export interface Handles<C extends CommandDefinition> {
  handle(command: DataOf<C>): Promise<ResultOf<C>> | ResultOf<C>;
}
export const CommandHandler =
  <C extends CommandDefinition>(command: C) =>
  <T extends Constructor<Handles<C>>>(target: T): T => {
    definitions.set(target, command);
    return handlerOf(command.type, 'handle')(target);
  };

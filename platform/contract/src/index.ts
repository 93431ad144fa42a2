export { canonicalJson } from './canonical.ts';
export { contract, id } from './contract.ts';
export { type Duration, milliseconds } from './duration.ts';
export { Key, KeyDigest } from './key.ts';
export type {
  AnyDefinition,
  Command,
  CommandDefinition,
  CommandFrom,
  CommandsFrom,
  CookieDefinition,
  DataOf,
  Event,
  EventAbout,
  EventDefinition,
  MessageOf,
  Query,
  QueryDefinition,
  ResultOf,
  Role,
  Told,
  ViewOf,
} from './message.ts';
export {
  Amount,
  Balance,
  Currency,
  formatAmount,
  isPlausiblePrice,
  isSameCurrency,
  Money,
  Price,
  sumOf,
  times,
  writeMoney,
  WrittenMoney,
} from './money.ts';
export { CommandOutcome } from './outcome.ts';
export { hasPersonal, isPersonal, isSealed, personal, personalFields, type Sealed, withoutPersonal, withoutSealed } from './personal.ts';
export { isProblem, parseOrProblem, Problem, problem, ProblemError, type ProblemType, problemTypes } from './problem.ts';
export { allWellFormed, ofWellFormedTexts, textFaults, wellFormed } from './text.ts';
export { Posted, WEBHOOK_PATH } from './webhook.ts';

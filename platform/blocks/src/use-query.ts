import { use, useSyncExternalStore } from 'react';
import type { DataOf, QueryDefinition, ViewOf } from '@jogakbo/contract';
import { useRuntime } from './runtime.ts';

/**
 * Asks a query and keeps its answer fresh: when an event of `refreshedBy` arrives, the block shows the new view.
 *
 * @remarks Suspends until the first answer. A failed first ask is thrown, so that the block becomes a gap; when a later
 * ask fails, the last view stays.
 */
export function useQuery<Q extends QueryDefinition>(query: Q, data: DataOf<Q>): ViewOf<Q> {
  const answer = useRuntime().answer(query, data);
  const known = useSyncExternalStore(answer.subscribe, answer.known, answer.known);
  if (known.view !== undefined) return known.view;
  // oxlint-disable-next-line typescript/only-throw-error -- the failure is passed on as it came, to the block's boundary
  if (known.failure !== undefined) throw known.failure;
  return use(answer.first);
}

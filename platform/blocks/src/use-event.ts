import { useEffect, useEffectEvent } from 'react';
import type { DataOf, EventDefinition } from '@jogakbo/contract';
import { useRuntime } from './runtime.ts';

/**
 * Calls the listener for every live event of this kind, of one aggregate or, without a key, of all.
 *
 * @remarks It is given those fields that the contract tells outside the shop, and of an event that is not told never called.
 */
export function useEvent<E extends EventDefinition>(event: E, listener: (data: Partial<DataOf<E>>) => void, key?: string): void {
  const runtime = useRuntime();
  const onEvent = useEffectEvent(listener);
  useEffect(() => runtime.listen(event, key, (data) => onEvent(data)), [runtime, event, key]);
}

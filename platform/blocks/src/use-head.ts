import { useEffect } from 'react';
import type { Head } from '@jogakbo/protocol';
import { useRuntime } from './runtime.ts';

/** Says the page's title, description and HTTP status; meant for the lead block of a page. */
export function useHead(head: Head): void {
  const runtime = useRuntime();
  const { title, description, status } = head;
  if (typeof document === 'undefined') runtime.head(head);
  useEffect(() => runtime.head({ title, description, status }), [runtime, title, description, status]);
}

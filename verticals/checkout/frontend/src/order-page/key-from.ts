import type { Key } from '@jogakbo/contract';

/** The key in an address; what can't be one is none. Its schema stays on the server. */
export const keyFrom = (text: string | undefined): Key | undefined => (/^[\w-]{43}$/.test(text ?? '') ? (text as Key) : undefined);

/** Injection tokens of what the platform provides to a vertical's handlers. */
export const BLOCKS = Symbol('blocks');
export const ASK = Symbol('ask');

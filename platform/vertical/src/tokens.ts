/** Injection tokens of what the platform provides to a vertical's handlers. */
export const BLOCKS = Symbol('blocks');
/** What a vertical's `settings` came to. */
export const SETTINGS = Symbol('settings');
export const ASK = Symbol('ask');

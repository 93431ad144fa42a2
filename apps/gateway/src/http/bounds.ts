/** The longest a request may take to arrive, in milliseconds. */
export const ARRIVAL = 30_000;
/** The most that a request's line and headers may take, in bytes. */
export const HEADERS = 16 * 1024;
/** Milliseconds that a connection is kept on which nothing is asked. */
export const KEPT_ALIVE = 30_000;

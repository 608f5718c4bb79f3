/** How long a session lasts after it was last used, in seconds. */
export const idleSeconds = 12 * 60 * 60;

/** How long a session lasts at most, however busy, in seconds. */
export const longestSeconds = 7 * 24 * 60 * 60;

/** A session's row is moved on at most this often, so that reading a page rarely writes. */
export const touchSeconds = 5 * 60;

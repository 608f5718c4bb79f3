/**
 * How long, in milliseconds, a change may take and may wait for its turn. Identity providers send many at once, and the
 * changes of one group or one organization queue up behind each other's locks.
 */
export const writing = { timeout: 60_000, maxWait: 30_000 } as const;

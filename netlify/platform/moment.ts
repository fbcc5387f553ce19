/** Time in which a user may press a button twice, or two requests that were sent together get responses. */
export const A_MOMENT_MS = 60_000;

/** Whether a time, in milliseconds since the epoch, is so recent that the same request may have set it. */
export const isAMomentAgo = (time: number): boolean => Date.now() - time < A_MOMENT_MS;

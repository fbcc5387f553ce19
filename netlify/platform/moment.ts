/** As long as somebody might take to press a button twice, or two orders that were sent together to be answered. */
const A_MOMENT_MS = 60_000;

/** Whether a time, in milliseconds since the epoch, is so near that what was done then may be done by this same order. */
export const isAMomentAgo = (time: number): boolean => Date.now() - time < A_MOMENT_MS;

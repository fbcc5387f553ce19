/**
 * Adds to the message of a change that its notification was not sent.
 *
 * @param notified what the function says
 */
export const withMailProblem = (message: string, notified: boolean): string =>
  notified ? message : `${message} The notification email could not be sent.`;

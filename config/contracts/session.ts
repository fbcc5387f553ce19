import * as z from 'zod';

export const USER_FUNCTION = '/.netlify/functions/user';

/** `GET user`: the content of the access token, without a call to the core. */
export const userAnswer = z.strictObject({
  sessionHandle: z.string(),
  userId: z.string(),
  accessTokenPayload: z.record(z.string(), z.unknown()),
});
export type UserAnswer = z.infer<typeof userAnswer>;

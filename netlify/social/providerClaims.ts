import * as z from 'zod';

/** Apple sends booleans as text. */
const isTrue = z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')]);

/** What a provider says about a user (OpenID Connect Core 1.0, section 5.1). */
export const claims = z.object({
  sub: z.string().min(1).max(255),
  email: z.string().max(1000).optional().catch(undefined),
  email_verified: isTrue.optional().catch(undefined),
  /** When the user entered their credentials, in seconds since the epoch (section 2). */
  auth_time: z.number().positive().optional().catch(undefined),
});

export type Claims = z.infer<typeof claims>;

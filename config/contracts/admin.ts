import * as z from 'zod';
import { MAX_EMAIL_CHARACTERS } from '../rules/emailRule.ts';
import { passkeyEntry } from './passkeys.ts';
import { loginMethodEntry } from './profile.ts';
import { validationText } from './refusalReason.ts';
import { factorSummary } from './second-factor.ts';
import { sessionEntry } from './sessions.ts';

export const ADMIN_FUNCTION = '/.netlify/functions/admin';

/** One user of the list. Times are milliseconds since the epoch. */
const listedUser = z.strictObject({
  userId: z.string(),
  emails: z.array(z.string()),
  timeJoined: z.number(),
});
export type ListedUser = z.infer<typeof listedUser>;

/** Query of the list: a search, and the cursor of the page. */
export const userListQuery = z.strictObject({
  email: z
    .string()
    .trim()
    .max(
      MAX_EMAIL_CHARACTERS,
      validationText('admin.searchTooLong', `Search for ${MAX_EMAIL_CHARACTERS} characters at most.`, {
        max: MAX_EMAIL_CHARACTERS,
      }),
    )
    // The core would read it as several searches.
    .regex(
      /^[^;\p{Cc}]*$/u,
      validationText('admin.searchCharacters', 'No address has a semicolon or a control character.'),
    )
    .default(''),
  cursor: z
    .string()
    .max(400, validationText('admin.unknownPage', 'This page of the list does not exist.'))
    .optional(),
});

/** `GET admin/users`: newest first. */
export const userListAnswer = z.strictObject({
  users: z.array(listedUser),
  /** The parameter `cursor` of the next page; null on the last page. */
  nextCursor: z.string().nullable(),
  /** Whether the search found more than the core returns. */
  truncated: z.boolean(),
});
export type UserListAnswer = z.infer<typeof userListAnswer>;

/** Null if it was not used since this is recorded, or if it cannot be read. */
const usedLoginMethod = loginMethodEntry.extend({ lastUsedAt: z.number().nullable() });

/** `GET admin/users/<id>`. */
export const userDetailsAnswer = listedUser.extend({
  loginMethods: z.array(usedLoginMethod),
  /** Null where they cannot be read right now, and without a database. */
  passkeys: z.array(passkeyEntry).nullable(),
  sessions: z.array(sessionEntry),
  /** Number of sessions that are not listed. */
  omittedSessions: z.number(),
  /** Null if the user has none; `unavailable` while the database is down. */
  secondFactor: z.union([factorSummary, z.null(), z.literal('unavailable')]),
  roles: z.array(z.string()),
  /** All existing roles. */
  allRoles: z.array(z.string()),
  /** Whether it is the calling administrator. */
  isSelf: z.boolean(),
});
export type UserDetailsAnswer = z.infer<typeof userDetailsAnswer>;

/**
 * `PUT` and `DELETE admin/users/<id>/roles/<role>`: `changed` is false if nothing had to change. `partial` is
 * present if the user has more roles than fit into an access token.
 */
export const roleChanged = z.strictObject({
  changed: z.boolean(),
  partial: z.literal(true).optional(),
});
export type RoleChanged = z.infer<typeof roleChanged>;

/** `POST admin/users/<id>/deletion`: the email address of the user, or the user id if there is none. */
export const userDeletionRequest = z.strictObject({ confirmation: z.string('must be text') });
export const userDeleted = z.strictObject({ deleted: z.literal(true) });

/** `DELETE admin/users/<id>/second-factor`: `changed` is false if the user had none. */
export const userFactorRemoved = z.strictObject({ changed: z.boolean() });

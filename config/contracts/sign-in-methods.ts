import * as z from 'zod';
import { SIGN_IN_METHODS, toSignInMethod, type SignInMethod } from '../signInMethods.ts';

export const ACCOUNT_METHODS_FUNCTION = '/.netlify/functions/sign-in-methods';

/** A way to sign in to an account that the core keeps. Passkeys have a function of their own. */
export type AccountMethod = Exclude<SignInMethod, 'passkey'>;

const accountMethod = z.enum(SIGN_IN_METHODS).exclude(['passkey']);

/** Returns the way to sign in that a form or a path names; undefined for other values. */
export function toAccountMethod(value: unknown): AccountMethod | undefined {
  const method = toSignInMethod(value);
  return method === 'passkey' ? undefined : method;
}

/** A way to sign in. Times are milliseconds since the epoch. */
const accountMethodEntry = z.strictObject({
  method: accountMethod,
  /** Email address, or that of the user at the provider. */
  identity: z.string(),
  addedAt: z.number(),
  /** Null if it was not used since this is recorded, or if it cannot be read. */
  lastUsedAt: z.number().nullable(),
  /** Whether the user of this session signed in with it. */
  current: z.boolean(),
  /** Whether the user can remove it: not in this session, and not the last one. */
  removable: z.boolean(),
});
export type AccountMethodEntry = z.infer<typeof accountMethodEntry>;

/** `GET sign-in-methods`. */
export const accountMethodsAnswer = z.strictObject({
  methods: z.array(accountMethodEntry),
  /** Those that the user has removed: they join the account again only if the user allows it. */
  removed: z.array(accountMethod),
  /** Whether other ways to sign in become part of the account. */
  linksOthers: z.boolean(),
  /** Whether a provider with another address can be added. */
  hasVerifiedAddress: z.boolean(),
  /** The address to which a link to set a first password can be sent; null if there can be no password. */
  passwordAddress: z.string().nullable(),
});
export type AccountMethodsAnswer = z.infer<typeof accountMethodsAnswer>;

/** `DELETE sign-in-methods/:method`. */
export const methodRemoved = z.strictObject({ removed: z.boolean(), notified: z.boolean() });
export type MethodRemoved = z.infer<typeof methodRemoved>;

/** `PUT sign-in-methods/:method`. */
export const methodAllowed = z.strictObject({ allowed: z.literal(true) });

/** `POST sign-in-methods/password`. */
export const passwordLinkSent = z.strictObject({ sentTo: z.string() });

/** The page that lists the ways to sign in. */
export const ACCOUNT_METHODS_PAGE = '/account/sign-in-methods';

/** The query parameter of the page after a provider was to be added. */
export const CONNECTION_PARAM = 'connection';

const CONNECTIONS = ['done', 'denied', 'elsewhere', 'unverified', 'unavailable', 'failed'] as const;

/** How the attempt to add a provider has ended. */
export type Connection = (typeof CONNECTIONS)[number];

/** Reads the query parameter of the page. */
export const toConnection = (value: unknown): Connection | undefined =>
  CONNECTIONS.find((connection) => connection === value);

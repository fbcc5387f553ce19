import { createHmac } from 'node:crypto';
import type { User } from 'supertokens-node';
import { toCanonicalEmail, toComparable } from '../../../config/rules/emailRule.ts';
import { getEnv } from '../../../config/env/env.ts';
import type { FunctionEvent } from '../http/message.ts';
import { networkOf } from './address.ts';

/** A counted request. */
export interface Attempt {
  kind:
    | 'sign-in'
    | 'sign-up'
    | 'reset'
    | 'email'
    | 'email-exists'
    | 'link'
    | 'code-mail'
    | 'code'
    | 'passkey'
    | 'passkey-options'
    | 'factor-code';
  /** The address in its canonical spelling, for the core only. */
  email: string | undefined;
  /** Pseudonym of the account. */
  account: string | undefined;
  /** Pseudonym of the client's network. */
  network: string;
}

const kinds: Record<string, Attempt['kind']> = {
  'POST /signin': 'sign-in',
  'POST /signup': 'sign-up',
  'POST /user/password/reset/token': 'reset',
  'POST /user/email/verify/token': 'email',
  'GET /emailpassword/email/exists': 'email-exists',
};

interface FormField {
  id?: unknown;
  value?: unknown;
}

function emailIn(event: FunctionEvent): string | undefined {
  if (event.httpMethod === 'GET') return event.queryStringParameters?.email;
  const { formFields } = JSON.parse(event.body ?? '{}') as { formFields?: unknown };
  if (!Array.isArray(formFields)) return undefined;
  const field = (formFields as (FormField | null)[]).find((one) => one?.id === 'email');
  return typeof field?.value === 'string' ? field.value : undefined;
}

/**
 * Returns a pseudonym that cannot be reversed. The core's key is the one secret that all instances
 * share.
 */
function pseudonymize(name: string): string {
  return createHmac('sha256', getEnv().core.apiKey).update(name).digest('hex').slice(0, 40);
}

/** The canonical spelling of an email address, which all counters use. */
function throttleKey(email: string): string {
  // An account may be older than the rule for addresses.
  return toCanonicalEmail(email) ?? toComparable(email.trim());
}

/** Pseudonym of the account with an email address, whether or not it exists. */
export function accountKey(email: string): string {
  return pseudonymize(`account ${throttleKey(email)}`);
}

/** Pseudonym of a mail recipient. It differs from that of the account, because it outlives its deletion. */
export function recipientKey(email: string): string {
  return pseudonymize(`recipient ${throttleKey(email)}`);
}

/** Pseudonym of a user, for mails that they send and passwords that they confirm. */
export function userKey(userId: string): string {
  return pseudonymize(`user ${userId}`);
}

/** Pseudonym of a browser, as far as one without cookies can be told from others. */
export function browserKey(event: FunctionEvent): string {
  return pseudonymize(`browser ${networkKey(event)} ${event.headers['user-agent'] ?? ''}`);
}

/** Pseudonym of the network of a request. */
function networkKey(event: FunctionEvent): string {
  const network = networkOf(event.headers['x-nf-client-connection-ip']) ?? 'unknown';
  return pseudonymize(`network ${network}`);
}

/** Paths are exact here: netlify/platform/createFunction.ts rejects other spellings. */
function kindOf({ httpMethod, path }: FunctionEvent): Attempt['kind'] | undefined {
  return kinds[`${httpMethod} ${path.slice(getEnv().apiBasePath.length)}`];
}

/**
 * Returns what a request to the auth function attempts; undefined if it is not counted. The network is that
 * of the address that Netlify saw: clients can forge all other headers.
 *
 * @param event with a JSON body or none
 */
export function attemptOf(event: FunctionEvent): Attempt | undefined {
  const kind = kindOf(event);
  if (kind === undefined) return undefined;
  const email = toCanonicalEmail(emailIn(event));
  return {
    kind,
    email,
    account: email === undefined ? undefined : accountKey(email),
    network: networkKey(event),
  };
}

/** A mail with a code to sign in with, or such a code, for an address. */
export function codeAttempt(event: FunctionEvent, kind: 'code-mail' | 'code', email: string): Attempt {
  return { kind, email, account: accountKey(email), network: networkKey(event) };
}

/** An attempt for which only the network counts, because its account is not known or must not be locked. */
const anonymousAttempt = (event: FunctionEvent, kind: Attempt['kind']): Attempt => ({
  kind,
  email: undefined,
  account: undefined,
  network: networkKey(event),
});

/** A code of a second factor: the account has counters of its own. */
export const factorCodeAttempt = (event: FunctionEvent): Attempt => anonymousAttempt(event, 'factor-code');

/** An invalid link. Only the network counts, so that the user of a valid link is never locked out. */
export const badLink = (event: FunctionEvent): Attempt => anonymousAttempt(event, 'link');

/** A sign-in with a passkey. Signatures cannot be guessed, so nothing is counted for the account. */
export const passkeyAttempt = (event: FunctionEvent): Attempt => anonymousAttempt(event, 'passkey');

/** A request for the challenge of a passkey, which each view of the sign-in page makes. */
export const passkeyOptionsAttempt = (event: FunctionEvent): Attempt =>
  anonymousAttempt(event, 'passkey-options');

/**
 * The pseudonyms under which attempts at an account may have been counted; not that of its address as a
 * recipient.
 */
export function subjectsOf({ id, emails }: Pick<User, 'id' | 'emails'>): string[] {
  return [userKey(id), ...emails.map(accountKey)];
}

import { createHmac } from 'node:crypto';
import type { User } from 'supertokens-node';
import { toCanonicalEmail, toComparable } from '../../../config/rules/emailRule.ts';
import { getEnv } from '../../../config/env/env.ts';
import type { FunctionEvent } from '../http/message.ts';
import { networkOf } from './address.ts';

/** A request of the auth function that is counted. */
export interface Attempt {
  kind: 'sign-in' | 'sign-up' | 'reset' | 'email' | 'email-exists' | 'link';
  /** The address in its canonical spelling, for the core alone. */
  email: string | undefined;
  /** Pseudonym of the account that it is about. */
  account: string | undefined;
  /** Pseudonym of the network that it came from. */
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

/** Turns a name into one that cannot be turned back. The core's key is the one secret that every instance has. */
function pseudonymize(name: string): string {
  return createHmac('sha256', getEnv().core.apiKey).update(name).digest('hex').slice(0, 40);
}

/** The one spelling of an email address under which everything is counted. */
function throttleKey(email: string): string {
  // An account may be older than the rule for addresses.
  return toCanonicalEmail(email) ?? toComparable(email.trim());
}

/** Pseudonym of the account with an email address, whether or not there is one. */
export function accountKey(email: string): string {
  return pseudonymize(`account ${throttleKey(email)}`);
}

/** Pseudonym of an address that mails go to. Apart from that of the account, whose deletion it outlives. */
export function recipientKey(email: string): string {
  return pseudonymize(`recipient ${throttleKey(email)}`);
}

/** Pseudonym of a user, by whom mails are sent or a password is given again. */
export function userKey(userId: string): string {
  return pseudonymize(`user ${userId}`);
}

/** Pseudonym of the network that a request came from. */
function networkKey(event: FunctionEvent): string {
  const network = networkOf(event.headers['x-nf-client-connection-ip']) ?? 'unknown';
  return pseudonymize(`network ${network}`);
}

/** Paths are exact here: netlify/platform/createFunction.ts lets no other spelling of one in. */
function kindOf({ httpMethod, path }: FunctionEvent): Attempt['kind'] | undefined {
  return kinds[`${httpMethod} ${path.slice(getEnv().apiBasePath.length)}`];
}

/**
 * What a request to the auth function tries; undefined for what needs no throttle. The network is that of the address
 * that Netlify saw: every other header that tells one is the sender's to write.
 *
 * @param event with a body that is JSON or nothing
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

/** A link that was refused. Only the network counts: the user of a good link is never kept out. */
export function badLink(event: FunctionEvent): Attempt {
  return { kind: 'link', email: undefined, account: undefined, network: networkKey(event) };
}

/** The pseudonyms under which tries at an account may have been counted. */
export function accountKeysOf({ id, emails }: Pick<User, 'id' | 'emails'>) {
  return { user: userKey(id), accounts: emails.map(accountKey) };
}

import { createHmac } from 'node:crypto';
import type { User } from 'supertokens-node';
import { toCanonicalEmail } from '../../config/emailRule.ts';
import { getEnv } from '../../config/env.ts';
import type { FunctionEvent } from '../http/message.ts';

/** A request that somebody could make again and again to get in, to find out or to annoy. */
export interface Attempt {
  kind: 'sign-in' | 'sign-up' | 'reset' | 'email' | 'email-exists' | 'reauthentication';
  /** The account that it is about, as a name that nobody can turn back into an e-mail address. */
  account: string | undefined;
  /** Its address in its canonical spelling, for the eyes of the core alone. */
  email: string | undefined;
  /** The same for where it came from; undefined where that tells nothing. */
  address: string | undefined;
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

/** The core's key is the one secret that every instance has. */
function nameless(what: string): string {
  return createHmac('sha256', getEnv().core.apiKey).update(what).digest('hex').slice(0, 40);
}

/** The account that a try is about, by the address or the id that was tried. */
const accountOf = (kind: Attempt['kind'], who: string) => nameless(`${kind} ${who}`);

/** Paths are exact here: netlify/http.ts lets no other spelling of one in. */
function kindOf({ httpMethod, path }: FunctionEvent): Attempt['kind'] | undefined {
  return kinds[`${httpMethod} ${path.slice(getEnv().apiBasePath.length)}`];
}

/**
 * What a request to the auth function tries; undefined for what needs no throttle. The address is the one that Netlify
 * saw: every other header that tells one is the sender's to write.
 *
 * @param event with a body that is JSON or nothing
 */
export function attemptOf(event: FunctionEvent): Attempt | undefined {
  const kind = kindOf(event);
  if (kind === undefined) return undefined;
  const email = toCanonicalEmail(emailIn(event));
  return {
    kind,
    account: email === undefined ? undefined : accountOf(kind, email),
    email,
    address: nameless(event.headers['x-nf-client-connection-ip'] ?? 'unknown'),
  };
}

/** A mail that somebody who is signed in has sent to herself, or to an address that she says is hers. */
export function mailTo(userId: string): Attempt {
  const kind = 'email';
  return { kind, account: nameless(`${kind} ${userId}`), email: undefined, address: undefined };
}

/**
 * Somebody who is signed in gives her password once more, and whoever sits before her browser may be guessing. Pages ask
 * in her name, from the address of the Next server, so only the account counts; and apart from sign-ins, so that
 * strangers who try those cannot keep her from changing her password.
 */
export function reauthentication(userId: string): Attempt {
  const kind = 'reauthentication';
  return { kind, account: accountOf(kind, userId), email: undefined, address: undefined };
}

/** Every name under which tries at an account may have been counted. */
export function accountsOf({ id, emails }: Pick<User, 'id' | 'emails'>): string[] {
  const byEmail = [...new Set(Object.values(kinds))];
  return [
    accountOf('reauthentication', id),
    ...emails.flatMap((email) => byEmail.map((kind) => accountOf(kind, email.toLowerCase()))),
  ];
}

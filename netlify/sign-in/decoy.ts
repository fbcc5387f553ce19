import { createHmac, randomBytes } from 'node:crypto';
import { listUsersByAccountInfo } from 'supertokens-node';
import { signUp, verifyCredentials } from 'supertokens-node/recipe/emailpassword';
import { getTenant } from 'supertokens-node/recipe/multitenancy';
import { getEnv } from '../../config/env/env.ts';
import { currentScope } from '../platform/http/scope.ts';

/** A domain that cannot be registered (RFC 2606, section 2). */
const DOMAIN = 'decoy.invalid';

/**
 * Email address of the decoy: a user with a random password, whose hash the core compares for unknown
 * addresses. It is the same in all instances, and cannot be guessed without the API key of the core.
 */
export function decoyEmail(): string {
  const name = createHmac('sha256', getEnv().core.apiKey).update('decoy').digest('hex').slice(0, 40);
  return `${name}@${DOMAIN}`;
}

async function createDecoy(tenantId: string): Promise<void> {
  const email = decoyEmail();
  if ((await listUsersByAccountInfo(tenantId, { email })).length > 0) return;
  // If another instance creates it at the same time, the address is taken, which is fine.
  await signUp(tenantId, email, randomBytes(24).toString('base64url'));
}

let created: Promise<void> | undefined;

/** Creates the decoy if it is missing. Calls the core once per process, and again after a failure. */
async function requireDecoy(tenantId: string): Promise<void> {
  created ??= createDecoy(tenantId);
  try {
    await created;
  } catch (error) {
    created = undefined;
    throw error;
  }
}

/** Makes the core compare a password with the decoy's, with the same calls as for a wrong password. */
async function checkDecoy(tenantId: string, password: string): Promise<void> {
  // The SDK loads the tenant before it checks a password.
  await getTenant(tenantId);
  await verifyCredentials(tenantId, decoyEmail(), password);
}

/**
 * Makes a failed sign-in equally expensive for the core whether or not the address has an account. For an
 * unknown address the SDK checks no password, so the core would hash nothing.
 *
 * @param signIn calls `recordPasswordCheck` of http/scope.ts when it makes the core check a password
 * @returns what `signIn` returns
 * @throws the error of a call to the core, the same for all addresses
 */
export async function withEqualWork<T extends { status: string }>(
  tenantId: string,
  password: string,
  signIn: () => Promise<T>,
): Promise<T> {
  await requireDecoy(tenantId);
  const outcome = await signIn();
  const isChecked = currentScope()?.isPasswordChecked === true;
  if (outcome.status === 'WRONG_CREDENTIALS_ERROR' && !isChecked) await checkDecoy(tenantId, password);
  return outcome;
}

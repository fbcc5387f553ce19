import type { Context } from '../../context.ts';
import { uuid } from '../../crypto/digest.ts';
import type { JsonObject } from '../../json.ts';
import { markActive } from '../activeusers/activeusers.ts';
import type { Tenant } from '../multitenancy/types.ts';
import { addUser, findUser, methodWithEmail } from '../users/store.ts';
import type { User } from '../users/types.ts';
import { checkRegistration } from './ceremony.ts';
import type { PasskeyRefusal } from './ceremony.ts';
import { addCredential, findOptions, hasCredential } from './store.ts';
import type { Credential, Options } from './types.ts';

export type SignUpResult =
  | { status: 'OK'; user: User; credential: Credential; options: Options }
  | { status: 'EMAIL_ALREADY_EXISTS_ERROR' }
  | { status: 'CREDENTIAL_ALREADY_EXISTS' }
  | { status: 'NOT_FOR_REGISTRATION' }
  | PasskeyRefusal;

/** Creates the user for whom the options were made, with the new passkey. */
export async function signUp(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { appId, tenantId }: Tenant,
  optionsId: string,
  shown: JsonObject,
): Promise<SignUpResult> {
  const found = await db.read((tx) => findOptions(tx, appId, optionsId));
  const now = clock.now();
  const checked = await checkRegistration(found, shown, now);
  if (checked.status !== 'OK') return checked;
  const { options, passkey } = checked;
  const { email } = options;
  if (email === null) return { status: 'NOT_FOR_REGISTRATION' };

  return db.write((tx) => {
    if (methodWithEmail(tx, appId, tenantId, 'webauthn', email) !== null)
      return { status: 'EMAIL_ALREADY_EXISTS_ERROR' };
    if (hasCredential(tx, appId, passkey)) return { status: 'CREDENTIAL_ALREADY_EXISTS' };
    const userId = uuid();
    addUser(tx, appId, { userId, tenantId, recipeId: 'webauthn', timeJoined: now, email });
    const credential = { ...passkey, recipeUserId: userId };
    addCredential(tx, appId, credential);
    markActive(tx, appId, userId, now);
    const user = findUser(tx, appId, userId);
    if (user === null) throw new Error('the added user does not exist');
    return { status: 'OK', user, credential, options };
  });
}

import { FORM_USER_HEADER } from '@/config/contracts/sign-in';
import { PASSKEY_ROUTES } from '@/config/contracts/passkeyRoutes';
import type { PasskeyAdded } from '@/config/contracts/passkeys';
import { askBrowser } from './askBrowser';
import { postStep, RefusedStep } from './postStep';

/** Sends a step; the page refreshes a session whose access token has expired in the meantime. */
async function postSigned<T>(route: string, formUser: string, body?: object): Promise<T> {
  // The SDK accepts `rid` as proof that the request does not come from a form of another site.
  const headers = { rid: 'anti-csrf', [FORM_USER_HEADER]: encodeURIComponent(formUser) };
  try {
    return await postStep<T>(route, body, headers);
  } catch (error) {
    if (!(error instanceof RefusedStep) || error.code !== 'SESSION_REFRESH_REQUIRED') throw error;
    await fetch(window.location.href);
    return postStep<T>(route, body, headers);
  }
}

/**
 * Has the browser create a passkey, and adds it to the account of the user.
 *
 * @param formUser the user that the page was rendered for
 * @throws RefusedStep, DOMException, and TypeError without a connection
 */
export async function registerPasskey(formUser: string): Promise<PasskeyAdded> {
  const route = PASSKEY_ROUTES.registrationOptions;
  const options = await postSigned<PublicKeyCredentialCreationOptionsJSON>(route, formUser);
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const credential = await askBrowser(options.timeout, () => navigator.credentials.create({ publicKey }));
  return postSigned(PASSKEY_ROUTES.registration, formUser, { credential: credential.toJSON() as object });
}

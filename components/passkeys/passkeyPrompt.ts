import { PASSKEY_ROUTES, UNKNOWN_PASSKEY_FIELD } from '@/config/contracts/passkeyRoutes';
import { askBrowser } from './askBrowser';
import { postStep, RefusedStep } from './postStep';

/** Only some browsers have it. */
interface Signals {
  signalUnknownCredential?: (credential: { rpId: string; credentialId: string }) => Promise<void>;
}

/**
 * Has the user choose a passkey, and signs them in with it.
 *
 * @param how `mediation: 'conditional'` offers passkeys in the autofill of the email field
 * @throws RefusedStep, DOMException, and TypeError without a connection
 */
export async function promptForPasskey(
  how: Pick<CredentialRequestOptions, 'mediation' | 'signal'> = {},
): Promise<void> {
  const options = await postStep<PublicKeyCredentialRequestOptionsJSON>(PASSKEY_ROUTES.signInOptions);
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const credential = await askBrowser(options.timeout, () =>
    navigator.credentials.get({ ...how, publicKey }),
  );
  try {
    await postStep(PASSKEY_ROUTES.signIn, { credential: credential.toJSON() as object });
  } catch (error) {
    // The password manager stops offering it.
    if (error instanceof RefusedStep && error.field === UNKNOWN_PASSKEY_FIELD)
      void (PublicKeyCredential as Signals).signalUnknownCredential?.({
        rpId: options.rpId ?? '',
        credentialId: credential.id,
      });
    throw error;
  }
}

/** Whether this browser offers passkeys in autofill. */
async function canOffer(): Promise<boolean> {
  const api = (window as Partial<Pick<typeof window, 'PublicKeyCredential'>>).PublicKeyCredential;
  return api !== undefined && 'parseRequestOptionsFromJSON' in api && api.isConditionalMediationAvailable();
}

/** A challenge that waits for autofill is replaced before it ends. */
const RENEWAL_MS = 4 * 60_000;

/**
 * Offers passkeys in the autofill of the email field until it is stopped, where the browser can.
 *
 * @param onDone gets the refusal of a passkey that the user chose; undefined once they are signed in
 * @returns stops it
 */
export function offerPasskeys(onDone: (refusal?: RefusedStep) => void): () => void {
  const stop = new AbortController();
  const offer = async (): Promise<void> => {
    const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(RENEWAL_MS)]);
    try {
      await promptForPasskey({ mediation: 'conditional', signal });
      onDone();
    } catch (error) {
      if (stop.signal.aborted) return;
      if (signal.aborted) return offer();
      // Only refusals of a passkey name a field. Nothing else concerns a user who has not asked for passkeys.
      if (error instanceof RefusedStep && error.field !== undefined) onDone(error);
    }
  };
  void canOffer().then((can) => (can ? offer() : undefined));
  return () => stop.abort();
}

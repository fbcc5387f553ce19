import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import type { PasskeySignIn } from '../../config/contracts/passkeys.ts';
import type { FunctionEvent } from '../platform/http/message.ts';
import { relyingPartyOf } from './relyingParty.ts';
import type { PasskeyRow } from './passkeyRows.ts';

/** What an authenticator says of itself with its signature. */
export interface VerifiedUse {
  counter: number;
  isBackedUp: boolean;
}

/**
 * Verifies that the authenticator of a passkey has signed a challenge for this site, after it has verified
 * its user. The counter is compared later, in the database: only there are two sign-ins at once seen.
 *
 * @returns undefined if anything does not match
 * @see https://www.w3.org/TR/webauthn-3/#sctn-verifying-assertion
 */
export async function verifyAssertion(
  event: FunctionEvent,
  { credential }: PasskeySignIn,
  passkey: PasskeyRow,
  challenge: string,
): Promise<VerifiedUse | undefined> {
  const { id: rpId, origin } = relyingPartyOf(event);
  if (passkey.rp_id !== rpId) return undefined;
  const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response;
  const expectedHandle = passkey.user_handle ?? passkey.user_id;
  if (Buffer.from(userHandle, 'base64url').toString('utf8') !== expectedHandle) return undefined;
  const { id, rawId, type } = credential;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        id,
        rawId,
        type,
        clientExtensionResults: {},
        response: { clientDataJSON, authenticatorData, signature, userHandle },
      },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      credential: {
        id: passkey.credential_id,
        publicKey: new Uint8Array(Buffer.from(passkey.public_key, 'base64url')),
        counter: 0,
      },
    });
    const { newCounter, credentialBackedUp } = authenticationInfo;
    return verified ? { counter: newCounter, isBackedUp: credentialBackedUp } : undefined;
  } catch {
    // The library throws for everything that does not match. Its messages repeat what the client sent.
    return undefined;
  }
}

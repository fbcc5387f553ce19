import type { FunctionEvent } from '../platform/http/message.ts';
import { requestOrigin } from '../platform/http/origin.ts';
import { Refusal } from '../platform/http/refusal.ts';

/** Who a passkey is for: the host that the request was sent to, and the only origin that may use it. */
export interface RelyingParty {
  /** The RP ID: a host without a port. */
  id: string;
  origin: string;
}

/**
 * Returns the relying party of a request. Each host of a site has its own passkeys.
 *
 * @throws Refusal 421 if the host is not one of ours
 * @see https://www.w3.org/TR/webauthn-3/#rp-id
 */
export function relyingPartyOf(event: FunctionEvent): RelyingParty {
  const origin = requestOrigin(event);
  return { id: new URL(origin).hostname, origin };
}

/** Returns the refusal of a credential that does not fit this site, its challenge or its own data. */
export const notVerified = () =>
  new Refusal(400, 'BAD_REQUEST', 'The passkey could not be verified. Try again.', {
    field: 'credential',
    reason: 'passkeys.notVerified',
    outcome: 'passkey_not_verified',
  });

import type { FunctionEvent } from '../platform/http/message.ts';
import { requestOrigin } from '../platform/http/origin.ts';

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

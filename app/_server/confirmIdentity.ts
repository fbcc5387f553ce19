import 'server-only';
import type { ErrorCode } from '@/config/contracts/errorAnswer';
import { REDIRECT_PARAM } from '@/config/session/sessionRoutes';

/** The page on which users prove that it is they who use this browser. */
const CONFIRM_PATH = '/confirm-identity';

const PROOF_CODES = ['RECENT_SIGN_IN_REQUIRED'] as const;

/** Refusals of functions that a proof by the user resolves. */
export type ProofCode = (typeof PROOF_CODES)[number];

/** Returns the proof that a function requires; undefined for any other response. */
export function toProofCode({
  status,
  code,
}: {
  status: number;
  code: ErrorCode | undefined;
}): ProofCode | undefined {
  return status === 403 ? PROOF_CODES.find((one) => one === code) : undefined;
}

/** Returns the URL of the page that asks for a proof and then leads to `wanted`. */
export function confirmPath(wanted: string): string {
  return `${CONFIRM_PATH}?${new URLSearchParams({ [REDIRECT_PARAM]: wanted }).toString()}`;
}

import 'server-only';
import type { ErrorCode } from '@/config/contracts/errorAnswer';
import {
  CODE_PAGES,
  FACTOR_CHECK_ROUTE,
  FACTOR_SETTINGS_PATH,
  proofPagePath,
  withTarget,
} from '@/config/contracts/second-factor';

const PROOF_CODES = [
  'RECENT_SIGN_IN_REQUIRED',
  'RECENT_FACTOR_REQUIRED',
  'SECOND_FACTOR_REQUIRED',
  'SECOND_FACTOR_SETUP_REQUIRED',
] as const;

/** Refusals of functions that a proof by the user resolves. */
export type ProofCode = (typeof PROOF_CODES)[number];

/** Returns the proof that a function requires; undefined for any other response. */
export function toProofCode(reply: { status: number; code: ErrorCode | undefined }): ProofCode | undefined {
  return reply.status === 403 ? PROOF_CODES.find((one) => one === reply.code) : undefined;
}

/** Returns the URL that asks for a proof and then leads to `wanted`. */
export function proofPath(code: ProofCode, wanted: string): string {
  switch (code) {
    case 'RECENT_SIGN_IN_REQUIRED':
      return withTarget(CODE_PAGES.confirm, wanted);
    case 'RECENT_FACTOR_REQUIRED':
      return proofPagePath(wanted);
    case 'SECOND_FACTOR_REQUIRED':
      return withTarget(FACTOR_CHECK_ROUTE, wanted);
    case 'SECOND_FACTOR_SETUP_REQUIRED':
      return FACTOR_SETTINGS_PATH;
  }
}

/** Returns the URLs of {@link proofPath} by code, for a page whose script calls a function itself. */
export function proofPaths(wanted: string): Record<string, string> {
  return Object.fromEntries(PROOF_CODES.map((code) => [code, proofPath(code, wanted)]));
}

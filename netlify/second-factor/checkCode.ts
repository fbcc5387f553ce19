import type { FunctionEvent } from '../platform/http/message.ts';
import { forgetCode, refuseTooManyCodes } from '../platform/throttle/codes.ts';
import {
  findFactor,
  replaceSecret,
  consumeRecoveryCode,
  consumeStep,
  type StoredFactor,
} from './factorRows.ts';
import { subjectOf } from '../platform/store/subject.ts';
import { stepOf, toOneTimeCode } from './oneTimeCode.ts';
import type { Owner } from '../platform/mail/notices.ts';
import { hashRecoveryCode, toRecoveryCode } from './recoveryCodes.ts';
import { openStored } from './openStored.ts';
import { isOutdated, sealSecret } from './secretBox.ts';

/** What a code was: refused, accepted, or a recovery code, of which some are left. */
export type CodeOutcome =
  | { status: 'refused' }
  | { status: 'accepted' }
  | { status: 'recovery'; left: number }
  | { status: 'no-factor' };

/** Accepts a code of the app once, and encrypts the secret with the current key. */
async function consumeOneTimeCode(factor: StoredFactor, code: string): Promise<boolean> {
  const secret = openStored(factor);
  const step = stepOf(secret, code);
  if (step === undefined || !(await consumeStep(factor, step))) return false;
  if (isOutdated(factor)) {
    const sealed = sealSecret(factor.subject, secret);
    await replaceSecret(factor, sealed);
  }
  return true;
}

async function consumeCode(factor: StoredFactor, entered: string): Promise<CodeOutcome> {
  const code = toOneTimeCode(entered);
  if (code !== undefined)
    return { status: (await consumeOneTimeCode(factor, code)) ? 'accepted' : 'refused' };
  const recovery = toRecoveryCode(entered);
  if (recovery === undefined) return { status: 'refused' };
  const hash = await hashRecoveryCode(recovery, factor.recoverySalt);
  const left = await consumeRecoveryCode(factor, hash);
  return left === undefined ? { status: 'refused' } : { status: 'recovery', left };
}

/**
 * Checks a code of the user's authenticator app, or a recovery code, and uses it up. Attempts are counted.
 *
 * @throws Refusal 429 with Retry-After; 503 if no key opens the secret
 * @throws DatabaseUnavailable if it cannot be checked
 */
export async function checkCode(event: FunctionEvent, owner: Owner, entered: string): Promise<CodeOutcome> {
  const factor = await findFactor(subjectOf(owner.userId));
  if (factor === undefined) return { status: 'no-factor' };
  await refuseTooManyCodes(event, owner);
  const outcome = await consumeCode(factor, entered);
  if (outcome.status !== 'refused') await forgetCode(event, owner);
  return outcome;
}

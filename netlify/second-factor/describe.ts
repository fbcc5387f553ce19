import { encode } from 'uqr';
import type { AppKeyAnswer, SecondFactorAnswer } from '../../config/contracts/second-factor.ts';
import { getEnv } from '../../config/env/env.ts';
import { rolesInClaims } from '../../config/session/accessToken.ts';
import { mustHaveFactor } from '../../config/session/secondFactor.ts';
import type { SessionEvent } from '../platform/session/verifySession.ts';
import { setupIdOf, setupOwner } from './enrolment.ts';
import { findFactor, findSetup } from './factorRows.ts';
import { toAppSecret } from './oneTimeCode.ts';
import { ownerOf } from './owner.ts';
import { openSecret } from './secretBox.ts';
import { codesIdOf, listTrusted, summarize } from './summary.ts';

/** White modules around the code (ISO/IEC 18004 requires four). */
const QUIET_ZONE = 4;

/** Draws a QR code as one path of horizontal bars. */
function toQrPath(text: string): AppKeyAnswer['qr'] {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  const bars = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size, path: bars.join('') };
}

/** What this session has begun to add. */
async function describeSetup(event: SessionEvent): Promise<AppKeyAnswer | null> {
  const owner = setupOwner(event);
  const setup = await findSetup(owner, new Date());
  if (setup === undefined) return null;
  const { email, userId } = await ownerOf(event.session);
  const appKey = toAppSecret(openSecret(owner.subject, setup), getEnv().appName, email ?? userId);
  return { ...appKey, setupId: setupIdOf(setup), qr: toQrPath(appKey.uri) };
}

/** Returns the second factor of the user, as its page shows it. */
export async function describeFactor(event: SessionEvent): Promise<SecondFactorAnswer> {
  const { subject } = setupOwner(event);
  const roles = rolesInClaims(event.session.getAccessTokenPayload() as Record<string, unknown>);
  const required = mustHaveFactor(getEnv().secondFactor.policy, roles);
  const factor = await findFactor(subject);
  if (factor === undefined) {
    return { factor: null, setup: await describeSetup(event), trustedBrowsers: [], required };
  }
  const trustedBrowsers = await listTrusted(event.session.getUserId());
  return {
    factor: { ...summarize(factor), codesId: codesIdOf(factor) },
    setup: null,
    trustedBrowsers,
    required,
  };
}

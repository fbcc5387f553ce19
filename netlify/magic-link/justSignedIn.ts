import { SESSION_COOKIES } from '../../config/session/sessionCookies.ts';
import { readCookie } from '../platform/http/cookies.ts';
import type { FunctionEvent } from '../platform/http/message.ts';
import { isAMomentAgo } from '../platform/moment.ts';
import { provenSession } from '../sign-in/provenSession.ts';

/**
 * Whether the user of this browser has signed in by a link or code a moment ago: then a used one was sent
 * twice, for example with the back button.
 */
export async function hasJustSignedIn(event: FunctionEvent): Promise<boolean> {
  const session = await provenSession(readCookie(event, SESSION_COOKIES.access));
  return session?.signInMethod === 'email' && isAMomentAgo((session.authTime ?? 0) * 1000);
}

import 'server-only';
import { getEnv } from '@/config/env/env';
import { callFunction } from './callFunction';
import { logProblem } from './logProblem';
import { pageOrigin } from './pageOrigin';

/** The result of ending a session. `setCookies` are the unchanged headers of the auth function. */
export type EndOutcome =
  | { status: 'ended'; setCookies: string[] }
  | { status: 'refresh-needed' }
  /** Another user than the one whom the form was rendered for is signed in now. */
  | { status: 'other-user' }
  | { status: 'failed' };

function failed(origin: string, reason: string): EndOutcome {
  logProblem('sign-out-failed', { origin, reason });
  return { status: 'failed' };
}

const saysOk = (body: unknown) =>
  typeof body === 'object' && body !== null && 'status' in body && body.status === 'OK';

/**
 * Ends the session of an access token. Any unexpected response counts as failed.
 *
 * @param formUser the user that the form was rendered for; undefined for a form that does not name one
 */
export async function endSession(accessToken: string, formUser: string | undefined): Promise<EndOutcome> {
  const origin = await pageOrigin();
  const reply = await callFunction({
    url: `${origin}${getEnv().apiBasePath}/signout`,
    method: 'POST',
    accessToken,
    formUser,
  });
  if (!reply.arrived) return failed(origin, reply.reason);
  const { status, body, code, setCookies } = reply;
  if (status === 200 && saysOk(body)) return { status: 'ended', setCookies };
  if (status === 401 && code === 'SESSION_REQUIRED') return { status: 'ended', setCookies };
  if (status === 401 && code === 'SESSION_REFRESH_REQUIRED') return { status: 'refresh-needed' };
  if (status === 409 && code === 'USER_CHANGED') return { status: 'other-user' };
  return failed(origin, `answered ${status} ${code ?? 'without a code of ours'}`);
}

import 'server-only';
import { getEnv } from '@/config/env';
import { callFunction } from './callFunction';
import { logProblem } from './log';
import { pageOrigin } from './origin';

/** What came of asking the auth function to end a session. `setCookies` are its own headers, untouched. */
export type EndOutcome =
  { status: 'ended'; setCookies: string[] } | { status: 'refresh-needed' } | { status: 'failed' };

function failed(origin: string, reason: string): EndOutcome {
  logProblem('sign-out-failed', { origin, reason });
  return { status: 'failed' };
}

const saysOk = (body: unknown) =>
  typeof body === 'object' && body !== null && 'status' in body && body.status === 'OK';

/** Ends the session to which an access token belongs. Whatever is not a clear yes counts as failed. */
export async function endSession(accessToken: string): Promise<EndOutcome> {
  const origin = await pageOrigin();
  const reply = await callFunction({
    url: `${origin}${getEnv().apiBasePath}/signout`,
    method: 'POST',
    accessToken,
  });
  if (!reply.arrived) return failed(origin, reply.reason);
  const { status, body, code, setCookies } = reply;
  if (status === 200 && saysOk(body)) return { status: 'ended', setCookies };
  if (status === 401 && code === 'SESSION_REQUIRED') return { status: 'ended', setCookies };
  if (status === 401 && code === 'SESSION_REFRESH_REQUIRED') return { status: 'refresh-needed' };
  return failed(origin, `answered ${status} ${code ?? 'without a code of ours'}`);
}

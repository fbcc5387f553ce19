import { passwordChange, type PasswordChanged } from '../../config/contracts/password.ts';
import { recordActivity } from '../activity/activityLog.ts';
import { notify, passwordChangedNotice } from '../platform/mail/notices.ts';
import { isOwnPassword, ownPassword } from '../password/ownPassword.ts';
import {
  keepPassword,
  wrongPasswordRefusal,
  rememberChange,
  requireGoodPassword,
} from '../password/passwordChange.ts';
import { endOtherSessions } from '../sessions/sessionList.ts';
import { createFunction } from '../platform/createFunction.ts';
import type { SessionEvent } from '../platform/session/verifySession.ts';
import { recordOutcome } from '../platform/http/scope.ts';
import { defineRoute } from '../platform/routes/defineRoute.ts';
import { forgetDevices } from '../platform/throttle/devices.ts';

/**
 * Work after a password change. The change is already made, so failures are reported but do not refuse it.
 * Sessions end once more: the old password may have opened some in the meantime.
 *
 * @param ended how many sessions have ended before
 */
async function follow(event: SessionEvent, email: string, ended: number): Promise<PasswordChanged> {
  const { session } = event;
  const userId = session.getUserId();
  const [others] = await Promise.allSettled([
    endOtherSessions(session),
    recordActivity(event, userId, 'password_changed'),
    forgetDevices(email),
  ]);
  const sessionsEnded = others.status === 'fulfilled' ? ended + others.value : null;
  const notified = await notify(event, { userId, email }, passwordChangedNotice(sessionsEnded !== null));
  return { sessionsEnded, notified };
}

/**
 * `PUT /.netlify/functions/password`: changes the password of the caller, who has to give the current one.
 * All other sessions end.
 */
export const handler = createFunction({
  name: 'password',
  routes: {
    'PUT ': defineRoute({
      verifySession: 'live',
      recentProof: 'factor',
      body: passwordChange,
      handler: async (event, { body: { currentPassword, newPassword } }) => {
        const { session } = event;
        const own = await ownPassword(session);
        await requireGoodPassword(session, own, newPassword);
        if (!(await isOwnPassword(session, own, currentPassword))) throw await wrongPasswordRefusal(session);
        // A failure after the change cannot undo it, so sessions and outstanding requests end before.
        const ended = await endOtherSessions(session);
        await rememberChange(session);
        await keepPassword(own, newPassword);
        recordOutcome('password_changed');
        return follow(event, own.email, ended);
      },
    }),
  },
});

import type { SessionContainer } from 'supertokens-node/recipe/session';
import type { PasswordChanged } from '../../config/functionContract.ts';
import { noteActivity } from '../activity/activity.ts';
import { notify, passwordChangedNotice } from '../platform/mail/notices.ts';
import { isOwnPassword, ownPassword } from '../password/ownPassword.ts';
import {
  keepPassword,
  notThePassword,
  passwordChange,
  rememberChange,
  requireGoodPassword,
} from '../password/passwordChange.ts';
import { endOtherSessions } from '../sessions/sessionList.ts';
import { createFunction } from '../platform/createFunction.ts';
import { readBody } from '../platform/http/input.ts';
import { json, type FunctionEvent } from '../platform/http/message.ts';
import { noteOutcome } from '../platform/http/scope.ts';
import { requireLiveSession } from '../platform/session/requireSession.ts';
import { forgetDevices } from '../platform/throttle/devices.ts';

/** What goes with a change of password. It is made by then, so what fails here is told and no reason to refuse it. */
async function follow(
  session: SessionContainer,
  event: FunctionEvent,
  email: string,
): Promise<PasswordChanged> {
  const [others] = await Promise.allSettled([
    endOtherSessions(session),
    noteActivity(event, session.getUserId(), 'password_changed'),
    forgetDevices(event, email),
  ]);
  const sessionsEnded = others.status === 'fulfilled' ? others.value : null;
  const notified = await notify(event, email, passwordChangedNotice(sessionsEnded !== null));
  return { sessionsEnded, notified };
}

/**
 * `PUT /.netlify/functions/password`: a new password for whoever is signed in and knows the current one. Whoever got in
 * with the old one is signed out everywhere but here.
 */
export const handler = createFunction({
  name: 'password',
  methods: ['PUT'],
  answer: requireLiveSession(async (session, event) => {
    const { currentPassword, newPassword } = readBody(event, passwordChange);
    const own = await ownPassword(session);
    await requireGoodPassword(session, own, newPassword);
    if (!(await isOwnPassword(event, session, own, currentPassword))) throw await notThePassword(session);
    await rememberChange(session);
    await keepPassword(own, newPassword);
    noteOutcome('password_changed');
    return json(200, await follow(session, event, own.email));
  }),
});

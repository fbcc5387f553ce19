import { FUNCTION_PATHS } from '../../config/functionContract.ts';
import { noteActivity } from '../activity/activity.ts';
import { confirmChange, emailChange, emailConfirmation, prepareChange } from '../account/emailChange.ts';
import { sendVerification } from '../account/emailVerification.ts';
import {
  addressTakenNotice,
  confirmation,
  confirmationLink,
  emailChangedNotice,
  notify,
} from '../account/notices.ts';
import { isOwnPassword, ownPassword, wrongPassword } from '../account/ownPassword.ts';
import { atAndBelow, createFunction } from '../http.ts';
import { requireJsonBody } from '../http/body.ts';
import { readBody } from '../http/input.ts';
import { json, type FunctionContext, type FunctionEvent, type FunctionResponse } from '../http/message.ts';
import { requestOrigin } from '../http/origin.ts';
import { Refusal } from '../http/refusal.ts';
import { noteOutcome } from '../http/scope.ts';
import { sendNotice } from '../mail/notice.ts';
import { sdkMails, sendWithLink } from '../mail/sdkMails.ts';
import { mailRefusal, withMailServer } from '../mail/send.ts';
import { requireLiveSession, requireUnverifiedSession } from '../session/requireSession.ts';
import { refuseTooManyMails } from '../throttle/mails.ts';

const verification = requireUnverifiedSession(async (session, event) => {
  requireJsonBody(event);
  const status = await sendVerification(session, event);
  noteOutcome(status === 'sent' ? 'verification_requested' : 'verified_already');
  return json(200, { status });
});

/**
 * Asks for another address. Whoever has it already gets a mail that says so, and nobody else learns of it: answer and
 * time are the same.
 */
const change = requireLiveSession(async (session, event) => {
  const { email, password } = readBody(event, emailChange);
  const own = await ownPassword(session);
  if (own.email === email)
    throw new Refusal(400, 'BAD_REQUEST', 'That is your address already.', { field: 'email' });
  if (!(await isOwnPassword(event, session, own, password))) throw wrongPassword('password');
  await refuseTooManyMails(event, email, session.getUserId());
  const sent = await withMailServer(async () => {
    const token = await prepareChange(session, own, email);
    return token === undefined
      ? sendNotice(email, addressTakenNotice(), requestOrigin(event))
      : sendWithLink(email, confirmationLink(event, token), confirmation);
  });
  if (sent !== 'sent') throw mailRefusal(sent);
  noteOutcome('email_change_requested');
  return json(200, { sentTo: email });
});

/** No session is asked for: the link may be opened in another browser, and it is known to nobody but its reader. */
async function confirm(event: FunctionEvent): Promise<FunctionResponse> {
  const { token } = readBody(event, emailConfirmation);
  const { userId, before, now } = await confirmChange(token, DEFAULT_TENANT);
  noteOutcome('email_changed');
  const [notified] = await Promise.all([
    notify(event, before, emailChangedNotice(now)),
    noteActivity(event, userId, 'email_changed'),
  ]);
  return json(200, { email: now, notified });
}

/** Nobody has a tenant of her own here. */
const DEFAULT_TENANT = 'public';

type Answer = (event: FunctionEvent, context: FunctionContext) => Promise<FunctionResponse>;

/** What there is, by method and the path below the function's own. */
const routes: Record<string, Answer> = {
  'POST /verification': verification,
  'PUT ': change,
  'POST /confirmation': confirm,
};

const pathWithin = ({ path }: FunctionEvent): string => path.slice(FUNCTION_PATHS.email.length);

const nothingHere: Answer = () =>
  Promise.reject(new Refusal(404, 'NOT_FOUND', 'There is nothing at this address.'));

/**
 * `/.netlify/functions/email`. `POST verification`: have a mail sent that shows that one's address is one's own. `PUT`:
 * ask for another address. `POST confirmation`: change to it, by the link that was sent there.
 */
export const handler = createFunction({
  name: 'email',
  routeOf: (event) =>
    `${event.httpMethod} ${pathWithin(event)}` in routes ? `email${pathWithin(event)}` : 'email',
  methods: ['POST', 'PUT'],
  methodsAt: atAndBelow('email', ['POST', 'PUT']),
  answer: (event, context) =>
    (routes[`${event.httpMethod} ${pathWithin(event)}`] ?? nothingHere)(event, context),
  mail: sdkMails,
});

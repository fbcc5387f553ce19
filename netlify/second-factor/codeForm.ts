import type { SessionContainer } from 'supertokens-node/recipe/session';
import {
  CODE_FIELDS,
  CODE_PAGES,
  CODE_PROBLEM_PARAM,
  CODE_WAIT_PARAM,
  FACTOR_CHECK_ROUTE,
  FACTOR_PROOF,
  PROOF_PARAM,
  toFactorProblem,
  TRUST_CHECKED,
  type FactorProblem,
  USE_PARAM,
  USE_RECOVERY,
  withTarget,
} from '../../config/contracts/second-factor.ts';
import { FORM_USER_FIELD } from '../../config/contracts/sign-in.ts';
import { toPlainPath } from '../../config/security/redirectPath.ts';
import { REDIRECT_PARAM } from '../../config/session/sessionRoutes.ts';
import { HOME_PATH } from '../../config/supertokens/appInfo.ts';
import { recordActivity } from '../activity/activityLog.ts';
import { tellOwner } from '../activity/tellOwner.ts';
import { readCredentialState } from '../email/outstanding.ts';
import { readForm, seeOther } from '../platform/http/form.ts';
import type { FunctionEvent, FunctionResponse } from '../platform/http/message.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { recordOutcome } from '../platform/http/scope.ts';
import { frontTokenCookies } from '../platform/session/frontTokenCookies.ts';
import { refuseOtherFormUser } from '../platform/session/refuseOtherUser.ts';
import type { SessionEvent } from '../platform/session/verifySession.ts';
import { describeDevice } from '../sessions/describeDevice.ts';
import { checkCode, type CodeOutcome } from './checkCode.ts';
import { findFactor } from './factorRows.ts';
import { subjectOf } from '../platform/store/subject.ts';
import { recoveryCodeUsedNotice } from './factorNotices.ts';
import type { Owner } from '../platform/mail/notices.ts';
import { ownerOf } from './owner.ts';
import { createTrust } from './trustedBrowser.ts';
import { insertTrusted } from './trustedRows.ts';
import { adoptRecentProof, refreshClaims, writeProof } from './updateClaims.ts';

interface CodeForm {
  code: string;
  /** Whether the user trusts this browser. */
  trust: boolean;
  /** Where to go afterwards. */
  path: string;
  /** The page that has the form. */
  page: string;
  /** Whether the form asks for a recovery code. */
  recovery: boolean;
}

/** @throws Refusal 413 or 415, 409 for a form of another user */
function readCodeForm(event: SessionEvent): CodeForm {
  const fields = readForm(event);
  refuseOtherFormUser(event.session, fields.get(FORM_USER_FIELD));
  const isConfirmation = fields.get(CODE_FIELDS.page) === CODE_PAGES.confirm;
  return {
    code: fields.get(CODE_FIELDS.code) ?? '',
    // Only a sign-in can make a browser trusted.
    trust: fields.get(CODE_FIELDS.trust) === TRUST_CHECKED && !isConfirmation,
    path: toPlainPath(fields.get(REDIRECT_PARAM), HOME_PATH),
    page: isConfirmation ? CODE_PAGES.confirm : CODE_PAGES.signIn,
    recovery: fields.get(USE_PARAM) === USE_RECOVERY,
  };
}

/** Redirects with what the widget knows about the session, whose access token may be new. */
function withSession(session: SessionContainer, location: string, cookies: readonly string[] = []) {
  const { frontToken, accessAndFrontTokenUpdated } = session.getAllSessionTokensDangerously();
  return seeOther(location, [
    ...cookies,
    ...(accessAndFrontTokenUpdated ? frontTokenCookies(frontToken) : []),
  ]);
}

/**
 * Back to the form, which says what is wrong. By way of the check: a form that was sent twice may have been
 * accepted the first time.
 */
function backToForm(
  { page, path, recovery, trust }: CodeForm,
  problem: FactorProblem,
  wait?: string,
): FunctionResponse {
  const query = new URLSearchParams({
    [REDIRECT_PARAM]: path,
    [CODE_FIELDS.page]: page,
    [CODE_PROBLEM_PARAM]: problem,
    ...(recovery && { [USE_PARAM]: USE_RECOVERY }),
    ...(trust && { [CODE_FIELDS.trust]: TRUST_CHECKED }),
    ...(wait !== undefined && { [CODE_WAIT_PARAM]: wait }),
  });
  return seeOther(`${FACTOR_CHECK_ROUTE}?${query.toString()}`);
}

async function trustBrowser(event: FunctionEvent, userId: string): Promise<string> {
  const { hash, cookie, ...times } = createTrust(event);
  const browser = { ...describeDevice(event.headers['user-agent']), ...times };
  const { generation } = await readCredentialState(userId);
  const proof = { token: hash, generation };
  await insertTrusted(subjectOf(userId), proof, browser);
  return cookie;
}

/** Records a code, and tells the owner of a recovery code. */
async function report(event: SessionEvent, owner: Owner, outcome: CodeOutcome): Promise<void> {
  if (outcome.status === 'refused') await recordActivity(event, owner.userId, 'code_refused');
  if (outcome.status !== 'recovery') return;
  await tellOwner(event, owner, recoveryCodeUsedNotice(outcome.left), 'recovery_code_used');
}

const OUTCOMES = {
  accepted: 'code_accepted',
  recovery: 'recovery_code_used',
  refused: 'code_refused',
  'no-factor': 'second_factor_missing',
} as const;

async function answer(event: SessionEvent, form: CodeForm): Promise<FunctionResponse> {
  const { session } = event;
  const owner = await ownerOf(session);
  const outcome = await checkCode(event, owner, form.code);
  recordOutcome(OUTCOMES[outcome.status]);
  await report(event, owner, outcome);
  if (outcome.status === 'refused') return backToForm(form, 'code_refused');
  if (outcome.status === 'no-factor') {
    await refreshClaims(session, false);
    return withSession(session, form.path);
  }
  const trust = form.trust ? [await trustBrowser(event, owner.userId)] : [];
  await writeProof(session);
  return withSession(session, form.path, trust);
}

/**
 * Answers the form with a code: marks the session as proved and redirects to the requested page, or back to
 * the form with the problem.
 *
 * @throws Refusal 409, 413 or 415 for what is not such a form, and 503
 */
export async function answerCodeForm(event: SessionEvent): Promise<FunctionResponse> {
  const form = readCodeForm(event);
  try {
    return await answer(event, form);
  } catch (error) {
    if (!(error instanceof Refusal) || error.statusCode !== 429) throw error;
    recordOutcome(error.outcome);
    return backToForm(form, 'too_many_tries', error.headers['retry-after']);
  }
}

/** Where a form was refused: back to its page, with the problem. */
function problemPage(query: URLSearchParams): string | undefined {
  const problem = toFactorProblem(query.get(CODE_PROBLEM_PARAM));
  if (problem === undefined) return undefined;
  query.set(CODE_PROBLEM_PARAM, problem);
  const page = query.get(CODE_FIELDS.page) === CODE_PAGES.confirm ? CODE_PAGES.confirm : CODE_PAGES.signIn;
  query.delete(CODE_FIELDS.page);
  if (page === CODE_PAGES.confirm) query.set(PROOF_PARAM, FACTOR_PROOF);
  return `${page}?${query.toString()}`;
}

/**
 * Brings the claims of a session up to date and redirects: to the page that asks for the code, if the user
 * has a second factor and has not given it, or to the requested page.
 */
export async function checkSession(event: SessionEvent): Promise<FunctionResponse> {
  const { session } = event;
  const query = new URLSearchParams((event.queryStringParameters ?? {}) as Record<string, string>);
  const path = toPlainPath(query.get(REDIRECT_PARAM), HOME_PATH);
  query.set(REDIRECT_PARAM, path);
  const problem = problemPage(query);
  if (problem !== undefined) return withSession(session, (await adoptRecentProof(session)) ? path : problem);
  const factor = await findFactor(subjectOf(session.getUserId()));
  const { secondFactor } = await refreshClaims(session, factor !== undefined);
  recordOutcome(`second_factor_${secondFactor}`);
  return withSession(session, secondFactor === 'needed' ? withTarget(CODE_PAGES.signIn, path) : path);
}

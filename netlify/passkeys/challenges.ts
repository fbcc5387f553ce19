import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { CHALLENGE_LIFETIME_MS, PASSKEYS_FUNCTION } from '../../config/contracts/passkeyRoutes.ts';
import { setHiddenCookie } from '../../config/session/setCookie.ts';
import { readCookie } from '../platform/http/cookies.ts';
import type { FunctionEvent } from '../platform/http/message.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { createRandomToken, isRandomToken } from '../platform/randomToken.ts';
import { runStatement, withDatabase } from '../platform/store/database.ts';
import { CHALLENGE_STATEMENTS } from './challengeRows.ts';
import { relyingPartyOf } from './relyingParty.ts';

/** What a challenge is for. */
export interface ChallengePurpose {
  name: 'registration' | 'sign-in';
  /** The user who adds a passkey; omitted for a sign-in, whose user is not known yet. */
  userId?: string;
}

/** Recognizes the browser that asked for a challenge. Scripts cannot read it. */
const BROWSER_COOKIE = 'passkeyBrowser';

const CHALLENGE_BYTES = 32;

/** Another tab may wait for its answer, too, so a browser keeps its id for all of them. */
function browserIdOf(event: FunctionEvent): string | undefined {
  const id = readCookie(event, BROWSER_COOKIE);
  return isRandomToken(id) ? id : undefined;
}

function browserCookie(id: string): string {
  const expires = Date.now() + CHALLENGE_LIFETIME_MS;
  return setHiddenCookie(BROWSER_COOKIE, id, { path: PASSKEYS_FUNCTION, expires });
}

/** Who may answer a challenge, for what. The database has only the hash. */
function bindingOf(event: FunctionEvent, browser: string, { name, userId }: ChallengePurpose): string {
  const binding = [name, relyingPartyOf(event).id, userId ?? '', browser];
  return createHash('sha256').update(JSON.stringify(binding)).digest('base64url');
}

/** Creates a challenge for the browser of a request, and returns it with the cookie that it is bound to. */
export async function issueChallenge(event: FunctionEvent, purpose: ChallengePurpose) {
  const challenge = randomBytes(CHALLENGE_BYTES);
  const browser = browserIdOf(event) ?? createRandomToken();
  const now = Date.now();
  const expires = new Date(now + CHALLENGE_LIFETIME_MS);
  await withDatabase(async (query) => {
    const values = [challenge.toString('base64url'), bindingOf(event, browser, purpose), expires];
    await query(CHALLENGE_STATEMENTS.INSERT, values);
    await query(CHALLENGE_STATEMENTS.DELETE_EXPIRED, [new Date(now)]);
  });
  return { challenge, cookie: browserCookie(browser) };
}

/** Pages of this site are in no frame. */
const clientData = z.object({
  challenge: z
    .string()
    .max(200)
    .regex(/^[\w-]+$/),
  crossOrigin: z.literal(false).optional(),
});

/** Reads the challenge that a page of ours has answered; undefined for anything else. */
function answeredChallenge(clientDataJson: string): string | undefined {
  try {
    const text = Buffer.from(clientDataJson, 'base64url').toString('utf8');
    return clientData.safeParse(JSON.parse(text)).data?.challenge;
  } catch {
    return undefined;
  }
}

const refused = () =>
  new Refusal(400, 'BAD_REQUEST', 'This request has expired or was already answered. Try again.', {
    field: 'credential.response.clientDataJSON',
    reason: 'passkeys.expired',
    outcome: 'passkey_challenge_refused',
  });

/**
 * Uses up the challenge that a browser has answered: of several answers one succeeds.
 *
 * @returns the challenge
 * @throws Refusal 400 if it is not one of this browser for this purpose, was used before, or is too old
 */
export async function takeChallenge(
  event: FunctionEvent,
  purpose: ChallengePurpose,
  clientDataJson: string,
): Promise<string> {
  const challenge = answeredChallenge(clientDataJson);
  const browser = browserIdOf(event);
  if (challenge === undefined || browser === undefined) throw refused();
  const values = [challenge, bindingOf(event, browser, purpose)];
  const [taken] = await runStatement<{ expires_at: Date }>(CHALLENGE_STATEMENTS.TAKE, values);
  if (taken === undefined || taken.expires_at.getTime() <= Date.now()) throw refused();
  return challenge;
}

import { getSessionInformation } from 'supertokens-node/recipe/session';
import { sessionsAnswer, type SessionEntry } from '../../config/contracts/sessions.ts';
import {
  errorCode,
  HOP,
  passTime,
  SESSIONS,
  startTestApp,
  stopTime,
  USER,
  setUpTestApp,
} from '../support/testApp.ts';
import { createUser, signIn } from '../support/users.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';
import { FIREFOX } from '../support/userAgents.ts';

const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
const HOUR = 3_600_000;

const app = setUpTestApp(startTestApp);
beforeEach(() => stopTime());

/** A user, in the browser that created the account. */
async function owner(): Promise<{ email: string; first: TestBrowser }> {
  const { email, browser } = await createUser(app);
  return { email, first: browser };
}

async function signInWith(email: string, userAgent?: string): Promise<TestBrowser> {
  const sender = userAgent === undefined ? {} : { headers: { 'user-agent': userAgent } };
  return (await signIn(app, email, sender)).browser;
}

async function list(browser: TestBrowser): Promise<SessionEntry[]> {
  const response = await browser.send({ path: SESSIONS });
  expect(response.statusCode).toBe(200);
  return sessionsAnswer.parse(bodyOf(response)).sessions;
}

const end = (browser: TestBrowser, handle = '') =>
  browser.send({ method: 'DELETE', path: handle === '' ? SESSIONS : `${SESSIONS}/${handle}` });

describe('the list', () => {
  it('names browser and system, and lists the current session first', async () => {
    const { email } = await owner();
    passTime(1000);
    await signInWith(email, SAFARI);
    const firefox = await signInWith(email, FIREFOX);
    const entries = await list(firefox);
    expect(entries.map(({ browser, system, current }) => [browser, system, current])).toEqual([
      ['Firefox 140', 'Linux', true],
      ['Safari 18', 'iOS', false],
      [null, null, false],
    ]);
  });

  it('names the place where each session began, as far as Netlify knows it', async () => {
    const { email, first } = await owner();
    const geo = Buffer.from(JSON.stringify({ city: 'Lyon', country: { name: 'France' } })).toString('base64');
    await signIn(app, email, { headers: { 'user-agent': FIREFOX, 'x-nf-geo': geo } });
    expect((await list(first)).map(({ place }) => place)).toEqual([null, 'Lyon, France']);
  });

  it.each([
    ['nothing', ''],
    ['what no browser says', 'curl/8.5.0 <script>alert(1)</script>'],
    ['100 000 characters', 'x'.repeat(100_000)],
  ])('accepts a user agent that is %s', async (_, userAgent) => {
    const { email } = await owner();
    const [entry] = await list(await signInWith(email, userAgent));
    expect(entry).toMatchObject({ current: true });
    expect(JSON.stringify(entry).length).toBeLessThan(500);
    const stored = await getSessionInformation(entry?.handle ?? '');
    expect(JSON.stringify(stored?.sessionDataInDatabase).length).toBeLessThan(500);
  });

  it('has the times of sign-in and last refresh, and is sorted by them', async () => {
    const { email, first } = await owner();
    const startedAt = Date.now();
    passTime(30 * 24 * HOUR);
    const second = await signInWith(email, FIREFOX);
    passTime(HOUR / 2);
    await first.navigate({ path: HOP });
    const refreshed = Date.now();
    const entries = await list(second);
    expect(entries.map(({ current }) => current)).toEqual([true, false]);
    expect(entries[0]?.lastActiveAt).toBe(entries[0]?.createdAt);
    expect(Math.abs((entries[1]?.createdAt ?? 0) - startedAt)).toBeLessThan(5000);
    expect(Math.abs((entries[1]?.lastActiveAt ?? 0) - refreshed)).toBeLessThan(5000);
    const [own] = await list(first);
    expect(Math.abs((own?.lastActiveAt ?? 0) - refreshed)).toBeLessThan(5000);
  });

  it('contains the current session even if there are too many to list', async () => {
    const { email, first } = await owner();
    const others = await Promise.all(Array.from({ length: 52 }, () => signInWith(email)));
    for (const browser of [first, ...others]) {
      const { sessions, omittedSessions } = sessionsAnswer.parse(
        bodyOf(await browser.send({ path: SESSIONS })),
      );
      expect([sessions.length, omittedSessions]).toEqual([50, 3]);
      expect(sessions[0]?.current).toBe(true);
    }
  });
});

describe('ending sessions', () => {
  it('one: it cannot be refreshed, and is refused immediately where the core is asked', async () => {
    const { email, first } = await owner();
    const other = await signInWith(email, FIREFOX);
    const third = await signInWith(email, SAFARI);
    const target = (await list(first)).find(({ browser }) => browser === 'Firefox 140');
    expect(bodyOf(await end(first, target?.handle))).toEqual({ ended: 1 });
    expect(errorCode(await other.send({ path: SESSIONS }))).toBe('SESSION_REQUIRED');
    expect(await list(third)).toHaveLength(2);
  });

  it('one, everywhere within the life of its access token', async () => {
    const { email, first } = await owner();
    const other = await signInWith(email);
    await end(first);
    expect((await other.ask({ path: USER })).statusCode).toBe(200);
    passTime();
    expect(errorCode(await other.ask({ path: USER }))).toBe('SESSION_REFRESH_REQUIRED');
    expect((await other.navigate({ path: HOP })).page).toContain('/auth');
    expect(errorCode(await other.send({ path: USER }))).toBe('SESSION_REQUIRED');
  });

  it('all others keeps the current one and those of other users', async () => {
    const otherUser = await app.signedIn();
    const { email, first } = await owner();
    await signInWith(email);
    await signInWith(email);
    expect(bodyOf(await end(first))).toEqual({ ended: 2 });
    expect(await list(first)).toHaveLength(1);
    expect(await list(otherUser)).toHaveLength(1);
  });

  it('all, including the current one on request, with its cookies', async () => {
    const otherUser = await app.signedIn();
    const { email, first } = await owner();
    const other = await signInWith(email);
    const response = await first.send({ method: 'DELETE', path: SESSIONS, query: { scope: 'all' } });
    expect([response.statusCode, bodyOf(response)]).toEqual([200, { ended: 2 }]);
    expect(first.jar.names().filter((name) => name !== 'sRefreshToken')).toEqual([]);
    for (const browser of [first, other])
      expect((await browser.send({ path: SESSIONS })).statusCode).toBe(401);
    expect(await list(otherUser)).toHaveLength(1);
  });

  it.each<Record<string, string | string[]>>([
    { scope: 'everything' },
    { scope: '' },
    { scope: ['all', 'others'] },
    { all: 'true' },
  ])('with the query %j is refused and ends nothing', async (query) => {
    const { email, first } = await owner();
    await signInWith(email);
    const response = await first.send({ method: 'DELETE', path: SESSIONS, query });
    expect([response.statusCode, errorCode(response)]).toEqual([400, 'BAD_REQUEST']);
    if ('scope' in query)
      expect(bodyOf(response)).toMatchObject({ error: { field: 'scope', reason: 'sessions.scope' } });
    expect(await list(first)).toHaveLength(2);
  });

  it('twice has no further effect', async () => {
    const { email, first } = await owner();
    await signInWith(email);
    const [, other] = await list(first);
    const twice = await Promise.all([end(first, other?.handle), end(first, other?.handle)]);
    expect(twice.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect(bodyOf(await end(first, other?.handle))).toEqual({ ended: 0 });
    expect(bodyOf(await end(first))).toEqual({ ended: 0 });
  });

  it('of another user is answered like that of an unknown session', async () => {
    const otherUser = await app.signedIn();
    const [theirs] = await list(otherUser);
    const { first } = await owner();
    const answers = [await end(first, theirs?.handle), await end(first, crypto.randomUUID())];
    expect(answers.map(({ statusCode, body }) => [statusCode, body])).toEqual([
      [200, '{"ended":0}'],
      [200, '{"ended":0}'],
    ]);
    expect(await list(otherUser)).toHaveLength(1);
  });

  it('the current one is refused by name', async () => {
    const { first } = await owner();
    const [own] = await list(first);
    const response = await end(first, own?.handle);
    expect(response.statusCode).toBe(400);
    expect(bodyOf(response)).toMatchObject({
      error: { code: 'BAD_REQUEST', field: 'handle', reason: 'sessions.isCurrent' },
    });
    expect(await list(first)).toHaveLength(1);
  });

  it('requires a session that still exists: an ended one ends nothing', async () => {
    const { email, first } = await owner();
    const other = await signInWith(email);
    await end(first);
    expect(errorCode(await other.ask({ method: 'DELETE', path: SESSIONS }))).toBe('SESSION_REQUIRED');
    expect(await list(first)).toHaveLength(1);
  });
});

describe('refused requests', () => {
  it('without a session, and from a page of another site', async () => {
    const signedOut = await app.newBrowser().send({ path: SESSIONS });
    expect([signedOut.statusCode, errorCode(signedOut)]).toEqual([401, 'SESSION_REQUIRED']);
    const { email, first } = await owner();
    await signInWith(email);
    const senders: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
    ];
    for (const headers of senders) {
      const response = await first.send({ method: 'DELETE', path: SESSIONS, headers });
      expect([response.statusCode, errorCode(response)]).toEqual([403, 'CROSS_ORIGIN_REFUSED']);
    }
    expect(await list(first)).toHaveLength(2);
  });

  it.each(['../user', 'a/b', '%2e%2e', 'a%20b', 'x'.repeat(201)])('the handle %s', async (handle) => {
    const { first } = await owner();
    expect((await end(first, handle)).statusCode).toBe(404);
  });

  it('an unsupported method, and reading a single session', async () => {
    const { first } = await owner();
    expect((await first.send({ method: 'POST', path: SESSIONS })).statusCode).toBe(405);
    expect((await first.send({ path: `${SESSIONS}/one` })).statusCode).toBe(405);
  });

  it('answers 503 while the core does not respond', async () => {
    const { first } = await owner();
    await app.core.setBehavior('unreachable');
    const response = await first.send({ path: SESSIONS });
    await app.core.setBehavior('normal');
    expect([response.statusCode, errorCode(response)]).toEqual([503, 'CORE_UNAVAILABLE']);
  });
});

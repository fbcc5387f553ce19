/** @jest-environment node */
import { activityAnswer } from '../../config/activity.ts';
import {
  eraseActivity,
  noteActivity,
  noteFailedSignIn,
  readActivity,
} from '../../netlify/activity/activity.ts';
import { DAYS_KEPT, MOST_A_DAY, type DayRecord } from '../../netlify/activity/record.ts';
import { startAnswerServer } from '../support/answers.ts';
import { startAtomicBlobs } from '../support/atomicBlobs.ts';
import { blobsAccess, startBlobsServer } from '../support/blobsServer.ts';
import {
  ACTIVITY,
  AUTH,
  credentials,
  errorCode,
  HOP,
  passTime,
  PASSWORD,
  REAL_TIMERS,
  SESSIONS,
  startFunctionWorld,
  type FunctionWorld,
} from '../support/functionWorld.ts';
import { lambdaEvent } from '../support/lambdaEvent.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';

// A wrong password is answered no sooner than after half a second.
jest.setTimeout(30_000);

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const DAY = 24 * 3_600_000;
const NOON = Date.UTC(2026, 10, 25, 12);

let world: FunctionWorld;
let store: Awaited<ReturnType<typeof startAtomicBlobs>>;

beforeAll(async () => {
  store = await startAtomicBlobs();
  world = await startFunctionWorld();
});
afterAll(async () => {
  await world.close();
  store.close();
});
beforeEach(() => {
  jest.useFakeTimers({ now: NOON, doNotFake: REAL_TIMERS });
  world.log.splice(0);
});

const eventAt = (blobs: string | undefined, userAgent = FIREFOX) =>
  lambdaEvent({ path: '/', headers: { 'user-agent': userAgent }, ...(blobs !== undefined && { blobs }) });
const someone = () => crypto.randomUUID();
const daysOf = async (userId: string) => (await readActivity(eventAt(store.access), userId)).days;
const today = async (userId: string): Promise<DayRecord | undefined> => (await daysOf(userId))['2026-11-25'];

interface Owner {
  email: string;
  userId: string;
  browser: TestBrowser;
}

async function post(browser: TestBrowser, path: string, body: object, blobs = store.access) {
  return browser.send({
    method: 'POST',
    path: `${AUTH}${path}`,
    body,
    blobs,
    headers: { 'user-agent': FIREFOX },
  });
}

async function owner(): Promise<Owner> {
  const email = `${someone()}@example.com`;
  const browser = world.newBrowser();
  const { user } = bodyOf(await post(browser, '/signup', credentials(email))) as { user: { id: string } };
  return { email, userId: user.id, browser };
}

const signIn = (email: string, password = PASSWORD, blobs = store.access) =>
  post(world.newBrowser(), '/signin', credentials(email, password), blobs);

describe('what is noted', () => {
  it('a sign-up and a sign-in, when and with which browser', async () => {
    const { email, userId } = await owner();
    passTime(1000);
    await signIn(email);
    const device = { browser: 'Firefox 140', system: 'Linux' };
    expect(await today(userId)).toEqual({
      entries: [
        { at: NOON, kind: 'signed_in', ...device },
        { at: NOON + 1000, kind: 'signed_in', ...device },
      ],
      more: {},
      failedSignIns: 0,
    });
  });

  it('wrong passwords as a number of the day', async () => {
    const { email, userId } = await owner();
    for (const password of ['Wrong pass 1', 'Wrong pass 2']) await signIn(email.toUpperCase(), password);
    passTime(DAY);
    await signIn(email, 'Wrong pass 3');
    const days = await daysOf(userId);
    expect(
      Object.entries(days).map(([day, { failedSignIns, entries }]) => [day, failedSignIns, entries.length]),
    ).toEqual([
      ['2026-11-25', 2, 1],
      ['2026-11-26', 1, 0],
    ]);
  });

  it('nothing of an address that no account has', async () => {
    const before = store.contents('activity');
    expect(bodyOf(await signIn(`${someone()}@example.com`, 'Wrong pass 1'))).toEqual({
      status: 'WRONG_CREDENTIALS_ERROR',
    });
    expect(store.contents('activity')).toBe(before);
  });

  it('sessions that their owner ended, once', async () => {
    const { email, userId, browser } = await owner();
    await signIn(email);
    const end = () => browser.send({ method: 'DELETE', path: SESSIONS, blobs: store.access });
    expect([bodyOf(await end()), bodyOf(await end())]).toEqual([{ ended: 1 }, { ended: 0 }]);
    expect((await today(userId))?.entries.map(({ kind }) => kind)).toEqual([
      'signed_in',
      'signed_in',
      'sessions_ended',
    ]);
  });

  it.each(['the refresh of the widget', 'the hop'])('a stolen refresh token, found by %s', async (way) => {
    const { userId, browser } = await owner();
    const thief = browser.copy();
    passTime(2 * 3_600_000);
    await browser.navigate({ path: HOP, blobs: store.access });
    if (way === 'the hop') await thief.navigate({ path: HOP, blobs: store.access });
    else await post(thief, '/session/refresh', {});
    expect((await today(userId))?.entries.map(({ kind }) => kind)).toEqual(['signed_in', 'theft_detected']);
  });

  it("no browser of an administrator's", async () => {
    const userId = someone();
    await noteActivity(eventAt(store.access), userId, 'role_given');
    await noteActivity(eventAt(store.access), userId, 'sessions_ended_by_admin');
    for (const entry of (await today(userId))?.entries ?? [])
      expect(entry).toMatchObject({ browser: null, system: null });
  });

  it('neither address nor id nor token, in names or contents', async () => {
    const { email, userId, browser } = await owner();
    await signIn(email, 'Wrong pass 1');
    const contents = store.contents('activity');
    for (const secret of [email, userId, 'Wrong pass', browser.jar.get('sAccessToken') ?? ''])
      expect(contents).not.toContain(secret);
    expect(contents).toContain('Firefox 140');
  });
});

describe('writers at the same time', () => {
  it('lose nothing, entries and counts alike', async () => {
    const { email, userId } = await owner();
    // Nobody's patience ends here, however busy this machine is.
    jest.useFakeTimers({ now: NOON, doNotFake: REAL_TIMERS.filter((name) => name !== 'setTimeout') });
    const kinds = ['password_changed', 'email_changed', 'sessions_ended', 'password_reset'] as const;
    const event = eventAt(store.access);
    await Promise.all([
      ...Array.from({ length: 12 }, (_, at) => noteActivity(event, userId, kinds[at % 4] ?? 'signed_in')),
      ...Array.from({ length: 8 }, () => noteFailedSignIn(event, email)),
    ]);
    const day = await today(userId);
    expect(day?.failedSignIns).toBe(8);
    for (const kind of kinds) expect(day?.entries.filter((one) => one.kind === kind)).toHaveLength(3);
  });

  it('sign in through the function, all of them', async () => {
    const { email, userId } = await owner();
    await Promise.all(Array.from({ length: 4 }, () => signIn(email)));
    expect((await today(userId))?.entries).toHaveLength(5);
  });
});

describe('what is kept', () => {
  it('so many of a kind and day, the first ones; the rest is counted and pushes nothing out', async () => {
    const userId = someone();
    await noteActivity(eventAt(store.access), userId, 'password_changed');
    for (let times = 0; times < MOST_A_DAY + 40; times += 1) {
      passTime(1000);
      await noteActivity(eventAt(store.access, `Mozilla/5.0 Firefox/${times}.0`), userId, 'signed_in');
    }
    const day = await today(userId);
    expect(day?.entries.map(({ kind }) => kind)).toEqual([
      'password_changed',
      ...Array.from({ length: MOST_A_DAY }, () => 'signed_in'),
    ]);
    expect(day?.more).toEqual({ signed_in: 40 });
    expect(day?.entries.at(-1)?.at).toBe(NOON + MOST_A_DAY * 1000);
  });

  it('for sixty days, whatever came since', async () => {
    const userId = someone();
    await noteActivity(eventAt(store.access), userId, 'email_changed');
    for (let day = 1; day < DAYS_KEPT; day += 1) {
      passTime(DAY);
      await noteActivity(eventAt(store.access), userId, 'signed_in');
    }
    expect(Object.keys(await daysOf(userId))).toHaveLength(DAYS_KEPT);
    passTime(DAY);
    const days = await daysOf(userId);
    expect(Object.keys(days)).toHaveLength(DAYS_KEPT - 1);
    expect(JSON.stringify(days)).not.toContain('email_changed');
  });

  it('nothing once it is erased, of this account alone', async () => {
    const [gone, kept] = [someone(), someone()];
    for (const userId of [gone, kept]) await noteActivity(eventAt(store.access), userId, 'signed_in');
    expect(await eraseActivity(eventAt(store.access), gone)).toBe('on');
    expect(await daysOf(gone)).toEqual({});
    expect(Object.keys(await daysOf(kept))).toHaveLength(1);
    expect(await eraseActivity(eventAt(store.access), gone)).toBe('on');
  });
});

it('the store of `netlify dev` does as well', async () => {
  const local = await startBlobsServer();
  const userId = someone();
  const event = eventAt(local.access);
  await noteActivity(event, userId, 'signed_in');
  await noteActivity(event, userId, 'password_changed');
  const { state, days } = await readActivity(event, userId);
  expect([state, days['2026-11-25']?.entries.length]).toEqual(['on', 2]);
  expect(await eraseActivity(event, userId)).toBe('on');
  expect((await readActivity(event, userId)).days).toEqual({});
  local.close();
});

describe('the function', () => {
  const ask = (browser: TestBrowser, blobs: string | undefined = store.access) =>
    browser.send({ path: ACTIVITY, ...(blobs !== '' && { blobs }) });

  it('tells the owner, and nobody else, the newest first', async () => {
    const { email, userId } = await owner();
    await signIn(email, 'Wrong pass 1');
    passTime(DAY / 4);
    for (let times = 0; times < MOST_A_DAY + 1; times += 1) {
      passTime(1000);
      await noteActivity(eventAt(store.access), userId, 'password_changed');
    }
    passTime(DAY / 2);
    const again = world.newBrowser();
    await post(again, '/signin', credentials(email));
    const { state, days } = activityAnswer.parse(bodyOf(await ask(again)));
    expect(state).toBe('on');
    expect(days.map(({ day, failedSignIns, more }) => ({ day, failedSignIns, more }))).toEqual([
      { day: '2026-11-26', failedSignIns: 0, more: [] },
      { day: '2026-11-25', failedSignIns: 1, more: [{ kind: 'password_changed', times: 1 }] },
    ]);
    const times = days.flatMap(({ entries }) => entries.map(({ at }) => at));
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(times).toHaveLength(MOST_A_DAY + 2);
    const stranger = await owner();
    expect(activityAnswer.parse(bodyOf(await ask(stranger.browser))).days[0]?.entries).toHaveLength(1);
  });

  it('says that the record is down, or that there is none', async () => {
    const { browser } = await owner();
    expect(bodyOf(await ask(browser, blobsAccess(1)))).toEqual({ state: 'down', days: [] });
    expect(bodyOf(await ask(browser, ''))).toEqual({ state: 'absent', days: [] });
  });

  it('refuses somebody without a session, with one that was ended, and other methods', async () => {
    expect(errorCode(await ask(world.newBrowser()))).toBe('SESSION_REQUIRED');
    const { email, browser } = await owner();
    await signIn(email);
    const other = world.newBrowser();
    await post(other, '/signin', credentials(email));
    await browser.send({ method: 'DELETE', path: SESSIONS });
    expect(errorCode(await other.ask({ path: ACTIVITY, blobs: store.access }))).toBe('SESSION_REQUIRED');
    expect((await browser.send({ method: 'DELETE', path: ACTIVITY })).statusCode).toBe(405);
  });
});

describe('without a store', () => {
  const nobody = blobsAccess(1);

  it('people sign in, sign up and fail to, and the log says what is missing', async () => {
    const { email } = await owner();
    world.log.splice(0);
    expect(bodyOf(await signIn(email, PASSWORD, nobody))).toMatchObject({ status: 'OK' });
    expect(bodyOf(await signIn(email, 'Wrong pass 1', nobody))).toEqual({
      status: 'WRONG_CREDENTIALS_ERROR',
    });
    expect(world.log).toMatchObject([
      { outcome: 'signed_in', activity: 'down' },
      { outcome: 'wrong_password', activity: 'down' },
    ]);
    expect(JSON.stringify(world.log)).not.toMatch(/@|%40/);
  });

  it('that keeps silent, a wrong password waits less than the floor, a sign-in less than two seconds', async () => {
    const { email, userId } = await owner();
    const silent = await startAnswerServer();
    silent.next = { silent: true };
    const event = eventAt(blobsAccess(Number(new URL(silent.origin).port)));
    const timed = async (work: () => Promise<unknown>) => {
      const begun = performance.now();
      expect(await work()).toBe('down');
      return performance.now() - begun;
    };
    expect(await timed(() => noteFailedSignIn(event, email))).toBeLessThan(500);
    expect(await timed(() => noteActivity(event, userId, 'signed_in'))).toBeLessThan(2000);
    await silent.close();
  });

  it('whoever reads or erases is told', async () => {
    expect(await readActivity(eventAt(nobody), 'u')).toEqual({ state: 'down', days: {} });
    expect(await eraseActivity(eventAt(nobody), 'u')).toBe('down');
    expect(await readActivity(eventAt(undefined), 'u')).toEqual({ state: 'absent', days: {} });
  });

  it('the line of a request whose activity was noted says nothing of it', async () => {
    await owner();
    expect(world.log).toHaveLength(1);
    expect(world.log[0]).not.toHaveProperty('activity');
  });
});

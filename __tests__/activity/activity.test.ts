import { createHash } from 'node:crypto';
import { activityAnswer } from '../../config/contracts/activity.ts';
import { recordActivity } from '../../netlify/activity/activityLog.ts';
import { MAX_PER_DAY } from '../../netlify/activity/record.ts';
import { DAY, eventFrom, NOON, startActivityTestApp } from '../support/activityTestApp.ts';
import {
  ACTIVITY,
  AUTH,
  errorCode,
  HOP,
  useRealTimeouts,
  passTime,
  SESSIONS,
  stopTime,
  setUpTestApp,
} from '../support/testApp.ts';
import { UNREACHABLE, whileDatabaseIs } from '../support/testDatabase.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';
import { GRACE_MS } from '../../netlify/session/tokenReuse.ts';

const app = setUpTestApp(startActivityTestApp);
beforeEach(() => {
  stopTime(NOON);
  app.log.splice(0);
});

const someone = () => crypto.randomUUID();

describe('recorded events', () => {
  it('records sign-up and sign-in with time and browser', async () => {
    const { email, userId } = await app.createUser();
    passTime(1000);
    await app.signIn(email);
    const device = { browser: 'Firefox 140', system: 'Linux' };
    expect(await app.today(userId)).toEqual({
      entries: [
        { at: NOON, kind: 'signed_in', ...device },
        { at: NOON + 1000, kind: 'signed_in', ...device },
      ],
      omitted: {},
      failedSignIns: 0,
    });
  });

  it('counts wrong passwords per day', async () => {
    const { email, userId } = await app.createUser();
    for (const password of ['Wrong pass 1', 'Wrong pass 2'])
      await app.signIn(email.toUpperCase(), { password });
    passTime(DAY);
    await app.signIn(email, { password: 'Wrong pass 3' });
    const days = await app.daysOf(userId);
    expect(
      Object.entries(days).map(([day, { failedSignIns, entries }]) => [day, failedSignIns, entries.length]),
    ).toEqual([
      ['2026-11-25', 2, 1],
      ['2026-11-26', 1, 0],
    ]);
  });

  it('counts failures for an unknown address in a record shared with other addresses', async () => {
    const counts = async () => {
      const rows = await app.database.query('SELECT subject, times FROM activity WHERE times > 0');
      return new Map(rows.map(({ subject, times }) => [String(subject), Number(times)]));
    };
    const before = await counts();
    const email = `${someone()}@example.com`;
    const { response } = await app.signIn(email, { password: 'Wrong pass 1' });
    expect(bodyOf(response)).toEqual({ status: 'WRONG_CREDENTIALS_ERROR' });
    const after = await counts();
    const changed = [...after].filter(([subject, times]) => times !== before.get(subject));
    expect(changed.map(([subject, times]) => times - (before.get(subject) ?? 0))).toEqual([1]);
    const records = Array.from({ length: 256 }, (_, at) => `decoy ${at.toString(16).padStart(2, '0')}`);
    expect(records.map((record) => createHash('sha256').update(record).digest('hex'))).toContain(
      changed[0]?.[0],
    );
  });

  it('records once that the user ended sessions', async () => {
    const { email, userId, browser } = await app.createUser();
    await app.signIn(email);
    passTime(1000);
    const end = () => browser.send({ method: 'DELETE', path: SESSIONS });
    expect([bodyOf(await end()), bodyOf(await end())]).toEqual([{ ended: 1 }, { ended: 0 }]);
    expect((await app.today(userId))?.entries.map(({ kind }) => kind)).toEqual([
      'signed_in',
      'signed_in',
      'sessions_ended',
    ]);
  });

  it.each(['the refresh of the widget', 'the hop'])(
    'records a stolen refresh token that %s detects',
    async (way) => {
      const { userId, browser } = await app.createUser();
      const attacker = browser.copy();
      passTime(2 * 3_600_000);
      await browser.navigate({ path: HOP });
      passTime(GRACE_MS + 1000);
      if (way === 'the hop') await attacker.navigate({ path: HOP });
      else await attacker.send({ method: 'POST', path: `${AUTH}/session/refresh`, body: {}, ...app.sender });
      expect((await app.today(userId))?.entries.map(({ kind }) => kind)).toEqual([
        'signed_in',
        'theft_detected',
      ]);
    },
  );

  it('does not record the browser of an administrator', async () => {
    const userId = someone();
    await recordActivity(eventFrom(), userId, 'role_given');
    await recordActivity(eventFrom(), userId, 'sessions_ended_by_admin');
    const unknown = { browser: null, system: null };
    expect((await app.today(userId))?.entries).toMatchObject([unknown, unknown]);
  });

  it('stores neither addresses, user ids nor tokens', async () => {
    const { email, userId, browser } = await app.createUser();
    await app.signIn(email, { password: 'Wrong pass 1' });
    const contents = await app.database.contents('activity');
    for (const secret of [email, userId, 'Wrong pass', browser.jar.get('sAccessToken') ?? ''])
      expect(contents).not.toContain(secret);
    expect(contents).toContain('Firefox 140');
  });
});

describe('the activity function', () => {
  const ask = (browser: TestBrowser) => browser.send({ path: ACTIVITY });

  it('returns the activity to its owner only, newest first', async () => {
    const { email, userId } = await app.createUser();
    await app.signIn(email, { password: 'Wrong pass 1' });
    passTime(DAY / 4);
    for (let times = 0; times < MAX_PER_DAY + 1; times += 1) {
      passTime(1000);
      await recordActivity(eventFrom(), userId, 'password_changed');
    }
    passTime(DAY / 2);
    const { browser: again } = await app.signIn(email);
    const { state, days } = activityAnswer.parse(bodyOf(await ask(again)));
    expect(state).toBe('on');
    expect(days.map(({ day, failedSignIns, omitted }) => ({ day, failedSignIns, omitted }))).toEqual([
      { day: '2026-11-26', failedSignIns: 0, omitted: [] },
      { day: '2026-11-25', failedSignIns: 1, omitted: [{ kind: 'password_changed', count: 1 }] },
    ]);
    const times = days.flatMap(({ entries }) => entries.map(({ at }) => at));
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(times).toHaveLength(MAX_PER_DAY + 3);
    const otherUser = await app.createUser();
    expect(activityAnswer.parse(bodyOf(await ask(otherUser.browser))).days[0]?.entries).toHaveLength(1);
  });

  it('reports whether the store is unavailable or missing', async () => {
    const { browser } = await app.createUser();
    useRealTimeouts();
    const askWith = async (url: string | undefined) => bodyOf(await whileDatabaseIs(url, () => ask(browser)));
    expect(await askWith(UNREACHABLE)).toEqual({ state: 'down', days: [] });
    expect(await askWith(undefined)).toEqual({ state: 'absent', days: [] });
  });

  it('refuses requests without a session, with an ended session, and other methods', async () => {
    expect(errorCode(await ask(app.newBrowser()))).toBe('SESSION_REQUIRED');
    const { email, browser } = await app.createUser();
    await app.signIn(email);
    const { browser: other } = await app.signIn(email);
    await browser.send({ method: 'DELETE', path: SESSIONS });
    expect(errorCode(await other.ask({ path: ACTIVITY }))).toBe('SESSION_REQUIRED');
    expect((await browser.send({ method: 'DELETE', path: ACTIVITY })).statusCode).toBe(405);
  });
});

import {
  eraseActivity,
  recordActivity,
  recordFailedSignIn,
  readActivity,
} from '../../netlify/activity/activityLog.ts';
import { ACTIVITY_DAYS } from '../../config/rules/limits.ts';
import { MAX_PER_DAY } from '../../netlify/activity/record.ts';
import { DAY, eventFrom, NOON, startActivityTestApp } from '../support/activityTestApp.ts';
import { useRealTimeouts, passTime, stopTime, setUpTestApp } from '../support/testApp.ts';
import { startStalledDatabase, UNREACHABLE, whileDatabaseIs } from '../support/testDatabase.ts';
import { bodyOf } from '../support/testBrowser.ts';

const app = setUpTestApp(startActivityTestApp);
beforeEach(() => {
  stopTime(NOON);
  app.log.splice(0);
});

const someone = () => crypto.randomUUID();

describe('concurrent writes', () => {
  it('lose no entries and no counts', async () => {
    const { email, userId } = await app.createUser();
    const kinds = ['password_changed', 'email_changed', 'sessions_ended', 'password_reset'] as const;
    const event = eventFrom();
    await Promise.all([
      ...Array.from({ length: 12 }, (_, at) => recordActivity(event, userId, kinds[at % 4] ?? 'signed_in')),
      ...Array.from({ length: 8 }, () => recordFailedSignIn(email)),
    ]);
    const day = await app.today(userId);
    expect(day?.failedSignIns).toBe(8);
    for (const kind of kinds) expect(day?.entries.filter((one) => one.kind === kind)).toHaveLength(3);
  });

  it('record all concurrent sign-ins through the function', async () => {
    const { email, userId } = await app.createUser();
    await Promise.all(Array.from({ length: 4 }, () => app.signIn(email)));
    expect((await app.today(userId))?.entries).toHaveLength(5);
  });
});

describe('retention', () => {
  it('keeps the first entries of each kind per day and counts the rest, so that no entry is displaced', async () => {
    const userId = someone();
    await recordActivity(eventFrom(), userId, 'password_changed');
    for (let times = 0; times < MAX_PER_DAY + 40; times += 1) {
      passTime(1000);
      await recordActivity(eventFrom(`Mozilla/5.0 Firefox/${times}.0`), userId, 'signed_in');
    }
    const day = await app.today(userId);
    expect(day?.entries.map(({ kind }) => kind)).toEqual([
      'password_changed',
      ...Array.from({ length: MAX_PER_DAY }, () => 'signed_in'),
    ]);
    expect(day?.omitted).toEqual({ signed_in: 40 });
    expect(day?.entries.at(-1)?.at).toBe(NOON + MAX_PER_DAY * 1000);
  });

  it('keeps entries for sixty days, regardless of later events', async () => {
    const userId = someone();
    await recordActivity(eventFrom(), userId, 'email_changed');
    for (let day = 1; day < ACTIVITY_DAYS; day += 1) {
      passTime(DAY);
      await recordActivity(eventFrom(), userId, 'signed_in');
    }
    expect(Object.keys(await app.daysOf(userId))).toHaveLength(ACTIVITY_DAYS);
    passTime(DAY);
    const days = await app.daysOf(userId);
    expect(Object.keys(days)).toHaveLength(ACTIVITY_DAYS - 1);
    expect(JSON.stringify(days)).not.toContain('email_changed');
  });

  it('erases the record of one account only', async () => {
    const [gone, kept] = [someone(), someone()];
    for (const userId of [gone, kept]) await recordActivity(eventFrom(), userId, 'signed_in');
    expect(await eraseActivity(gone)).toBe('on');
    expect(await app.daysOf(gone)).toEqual({});
    expect(Object.keys(await app.daysOf(kept))).toHaveLength(1);
    expect(await eraseActivity(gone)).toBe('on');
  });
});

it('removes expired rows when new ones are added', async () => {
  await recordActivity(eventFrom(), someone(), 'signed_in');
  passTime(ACTIVITY_DAYS * DAY);
  for (let times = 0; times < 2; times += 1) await recordActivity(eventFrom(), someone(), 'signed_in');
  expect(await app.database.query("SELECT day FROM activity WHERE day <= '2026-11-25'")).toEqual([]);
});

describe('without a database', () => {
  it('sign-in and failed sign-in work, and the log says what is missing', async () => {
    const { email } = await app.createUser();
    app.log.splice(0);
    useRealTimeouts();
    await whileDatabaseIs(UNREACHABLE, async () => {
      expect((await app.signIn(email)).status).toBe('OK');
      const { response } = await app.signIn(email, { password: 'Wrong pass 1' });
      expect(bodyOf(response)).toEqual({ status: 'WRONG_CREDENTIALS_ERROR' });
    });
    expect(app.log).toMatchObject([
      { outcome: 'signed_in', activity: 'down', database: 'ECONNREFUSED' },
      { outcome: 'wrong_password', activity: 'down', database: 'ECONNREFUSED' },
    ]);
    expect(JSON.stringify(app.log)).not.toMatch(/@|%40/);
  });

  it('waits less than the floor for a wrong password and less than two seconds for a sign-in', async () => {
    const { email, userId } = await app.createUser();
    const stalled = await startStalledDatabase();
    const after = async (milliseconds: number, work: () => Promise<unknown>) => {
      const asked = stalled.nextConnection();
      const outcome = work();
      await asked;
      jest.advanceTimersByTime(milliseconds);
      return outcome;
    };
    await whileDatabaseIs(stalled.url, async () => {
      expect(await after(499, () => recordFailedSignIn(email))).toBe('down');
      jest.advanceTimersByTime(2000);
      await stalled.abandoned();
      expect(await after(1999, () => recordActivity(eventFrom(), userId, 'signed_in'))).toBe('down');
    });
    await stalled.close();
  });

  it('reading and erasing fail with an error', async () => {
    useRealTimeouts();
    await whileDatabaseIs(UNREACHABLE, async () => {
      expect(await readActivity('u')).toEqual({ state: 'down', days: {} });
      expect(await eraseActivity('u')).toBe('down');
    });
    await whileDatabaseIs(undefined, async () => {
      expect(await readActivity('u')).toEqual({ state: 'absent', days: {} });
    });
  });

  it('a log line does not mention activity that was recorded', async () => {
    await app.createUser();
    expect(app.log).toHaveLength(1);
    expect(app.log[0]).not.toHaveProperty('activity');
  });
});

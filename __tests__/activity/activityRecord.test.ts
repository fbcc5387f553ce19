import {
  eraseActivity,
  noteActivity,
  noteFailedSignIn,
  readActivity,
} from '../../netlify/activity/activityLog.ts';
import { ACTIVITY_DAYS } from '../../config/rules/limits.ts';
import { MAX_PER_DAY } from '../../netlify/activity/record.ts';
import { DAY, eventAt, NOON, startActivityWorld, type ActivityWorld } from '../support/activityWorld.ts';
import { startAnswerServer } from '../support/answers.ts';
import { blobsAccess, startBlobsServer } from '../support/blobsServer.ts';
import { letLimitsRun, passTime, stopTime } from '../support/functionWorld.ts';
import { bodyOf } from '../support/testBrowser.ts';

let world: ActivityWorld;
beforeAll(async () => {
  world = await startActivityWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  stopTime(NOON);
  world.log.splice(0);
});

const someone = () => crypto.randomUUID();

describe('concurrent writes', () => {
  it('lose no entries and no counts', async () => {
    const { email, userId } = await world.newPerson();
    const kinds = ['password_changed', 'email_changed', 'sessions_ended', 'password_reset'] as const;
    const event = eventAt(world.store.access);
    await Promise.all([
      ...Array.from({ length: 12 }, (_, at) => noteActivity(event, userId, kinds[at % 4] ?? 'signed_in')),
      ...Array.from({ length: 8 }, () => noteFailedSignIn(event, email)),
    ]);
    const day = await world.today(userId);
    expect(day?.failedSignIns).toBe(8);
    for (const kind of kinds) expect(day?.entries.filter((one) => one.kind === kind)).toHaveLength(3);
  });

  it('record all concurrent sign-ins through the function', async () => {
    const { email, userId } = await world.newPerson();
    await Promise.all(Array.from({ length: 4 }, () => world.signIn(email)));
    expect((await world.today(userId))?.entries).toHaveLength(5);
  });
});

describe('retention', () => {
  it('keeps the first entries of each kind per day and counts the rest, so that no entry is displaced', async () => {
    const userId = someone();
    await noteActivity(eventAt(world.store.access), userId, 'password_changed');
    for (let times = 0; times < MAX_PER_DAY + 40; times += 1) {
      passTime(1000);
      await noteActivity(eventAt(world.store.access, `Mozilla/5.0 Firefox/${times}.0`), userId, 'signed_in');
    }
    const day = await world.today(userId);
    expect(day?.entries.map(({ kind }) => kind)).toEqual([
      'password_changed',
      ...Array.from({ length: MAX_PER_DAY }, () => 'signed_in'),
    ]);
    expect(day?.more).toEqual({ signed_in: 40 });
    expect(day?.entries.at(-1)?.at).toBe(NOON + MAX_PER_DAY * 1000);
  });

  it('keeps entries for sixty days, regardless of later events', async () => {
    const userId = someone();
    await noteActivity(eventAt(world.store.access), userId, 'email_changed');
    for (let day = 1; day < ACTIVITY_DAYS; day += 1) {
      passTime(DAY);
      await noteActivity(eventAt(world.store.access), userId, 'signed_in');
    }
    expect(Object.keys(await world.daysOf(userId))).toHaveLength(ACTIVITY_DAYS);
    passTime(DAY);
    const days = await world.daysOf(userId);
    expect(Object.keys(days)).toHaveLength(ACTIVITY_DAYS - 1);
    expect(JSON.stringify(days)).not.toContain('email_changed');
  });

  it('erases the record of one account only', async () => {
    const [gone, kept] = [someone(), someone()];
    for (const userId of [gone, kept]) await noteActivity(eventAt(world.store.access), userId, 'signed_in');
    expect(await eraseActivity(eventAt(world.store.access), gone)).toBe('on');
    expect(await world.daysOf(gone)).toEqual({});
    expect(Object.keys(await world.daysOf(kept))).toHaveLength(1);
    expect(await eraseActivity(eventAt(world.store.access), gone)).toBe('on');
  });
});

it('works with the store of `netlify dev`', async () => {
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

describe('without a store', () => {
  const nobody = blobsAccess(1);

  it('sign-in, sign-up and failed sign-in work, and the log says what is missing', async () => {
    const { email } = await world.newPerson();
    world.log.splice(0);
    letLimitsRun();
    expect((await world.signIn(email, { blobs: nobody })).status).toBe('OK');
    const { response } = await world.signIn(email, { password: 'Wrong pass 1', blobs: nobody });
    expect(bodyOf(response)).toEqual({ status: 'WRONG_CREDENTIALS_ERROR' });
    expect(world.log).toMatchObject([
      { outcome: 'signed_in', activity: 'down' },
      { outcome: 'wrong_password', activity: 'down' },
    ]);
    expect(JSON.stringify(world.log)).not.toMatch(/@|%40/);
  });

  it('waits for a store that does not respond less than the floor for a wrong password and less than two seconds for a sign-in', async () => {
    const { email, userId } = await world.newPerson();
    const silent = await startAnswerServer();
    silent.next = { silent: true };
    const event = eventAt(blobsAccess(Number(new URL(silent.origin).port)));
    const after = async (milliseconds: number, work: () => Promise<unknown>) => {
      const asked = silent.nextAsked();
      const outcome = work();
      await asked;
      jest.advanceTimersByTime(milliseconds);
      return outcome;
    };
    expect(await after(499, () => noteFailedSignIn(event, email))).toBe('down');
    expect(await after(1999, () => noteActivity(event, userId, 'signed_in'))).toBe('down');
    await silent.close();
  });

  it('reading and erasing fail with an error', async () => {
    letLimitsRun();
    expect(await readActivity(eventAt(nobody), 'u')).toEqual({ state: 'down', days: {} });
    expect(await eraseActivity(eventAt(nobody), 'u')).toBe('down');
    expect(await readActivity(eventAt(undefined), 'u')).toEqual({ state: 'absent', days: {} });
  });

  it('a log line does not mention activity that was recorded', async () => {
    await world.newPerson();
    expect(world.log).toHaveLength(1);
    expect(world.log[0]).not.toHaveProperty('activity');
  });
});

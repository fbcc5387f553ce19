import { ACCOUNT_FUNCTION } from '../../config/contracts/data.ts';
import { NOTE_LIMITS, NOTES_FUNCTION } from '../../config/contracts/notes.ts';
import { notes } from '../../netlify/functions/notes.ts';
import { responseHeader } from '../../netlify/platform/http/message.ts';
import { postDeletion, WORDS } from '../support/accountDeletion.ts';
import {
  AUTH,
  errorCode,
  useRealTimeouts,
  passTime,
  PASSWORD,
  stopTime,
  setUpTestApp,
} from '../support/testApp.ts';
import { createUser, type TestUser } from '../support/users.ts';
import { refusalOf } from '../support/refusals.ts';
import { startTestAppWithDatabase } from '../support/testAppWithDatabase.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';
import { UNREACHABLE, whileDatabaseIs } from '../support/testDatabase.ts';

const app = setUpTestApp(startTestAppWithDatabase);
let ada: TestUser;
beforeEach(async () => {
  stopTime();
  ada = await createUser(app);
});

const add = ({ browser }: TestUser, text: string) =>
  browser.send({ method: 'POST', path: NOTES_FUNCTION, body: { text } });
const list = ({ browser }: TestUser) => browser.send({ path: NOTES_FUNCTION });
const remove = ({ browser }: TestUser, id: unknown) =>
  browser.send({ method: 'DELETE', path: `${NOTES_FUNCTION}/${String(id)}` });

async function textsOf(user: TestUser): Promise<string[]> {
  const { notes } = bodyOf(await list(user)) as { notes: { text: string }[] };
  return notes.map(({ text }) => text);
}

it('adds, lists and deletes notes, the newest first', async () => {
  expect(bodyOf(await list(ada))).toEqual({ notes: [] });
  const first = bodyOf(await add(ada, 'Buy milk'));
  expect(first).toEqual({ id: expect.any(String) as string, text: 'Buy milk', createdAt: Date.now() });
  passTime(1000);
  const second = bodyOf(await add(ada, '  “Ünïcode” 👩‍👧 '));
  expect(second.text).toBe('“Ünïcode” 👩‍👧');
  expect(bodyOf(await list(ada))).toEqual({ notes: [second, first] });
  expect(bodyOf(await remove(ada, first.id))).toEqual({ deleted: true });
  expect(bodyOf(await list(ada))).toEqual({ notes: [second] });
});

it('keeps the notes of users apart', async () => {
  const bob = await createUser(app);
  const { id } = bodyOf(await add(bob, 'Of Bob'));
  expect(await textsOf(ada)).toEqual([]);
  expect(refusalOf(await remove(ada, id))).toEqual([404, undefined, 'Nothing found at this path.']);
  expect(await textsOf(bob)).toEqual(['Of Bob']);
  expect((await remove(bob, id)).statusCode).toBe(200);
  expect((await remove(bob, id)).statusCode).toBe(404);
});

it.each(['none', '%00', '..', "'", 'x'.repeat(300), '%ED%A0%80'])('has no note %j', async (id) => {
  expect((await remove(ada, id)).statusCode).toBe(404);
});

const LONGEST = 'é'.repeat(NOTE_LIMITS.characters);

it.each<[string, unknown, string, RegExp]>([
  ['no text', {}, 'text', /^Enter a note/],
  ['an empty text', { text: '' }, 'text', /^Enter a note/],
  ['blanks', { text: ' \u2003 ' }, 'text', /^Enter a note/],
  ['a number', { text: 1 }, 'text', /^Enter a note/],
  ['a list', { text: ['a'] }, 'text', /^Enter a note/],
  ['a text that is too long', { text: `${LONGEST}x` }, 'text', /^Use 500 characters at most/],
  ['several lines', { text: 'a\nb' }, 'text', /^Use letters/],
  ['text that reorders the page', { text: 'a\u202eb' }, 'text', /^Use letters/],
  ['a NUL', { text: 'a\0b' }, 'text', /cannot be stored/],
  ['a lone surrogate', { text: 'a\ud800b' }, 'text', /cannot be stored/],
  ['another field', { text: 'a', userId: 'b' }, 'userId', /./],
  ['no object', ['a'], 'body', /./],
])('refuses %s with a 400 that names the field', async (_name, body, field, message) => {
  const response = await ada.browser.send({ method: 'POST', path: NOTES_FUNCTION, body: body as object });
  expect(refusalOf(response)).toEqual([400, field, expect.stringMatching(message)]);
  expect(await textsOf(ada)).toEqual([]);
});

it('accepts the longest text', async () => {
  expect((await add(ada, LONGEST)).statusCode).toBe(200);
  expect(await textsOf(ada)).toEqual([LONGEST]);
});

it('limits the number of notes of a user, also when many are added at the same time', async () => {
  const room = 3;
  for (let count = room; count < NOTE_LIMITS.perUser; count += 1)
    expect((await add(ada, `Note ${count}`)).statusCode).toBe(200);
  const responses = await Promise.all(Array.from({ length: 8 }, () => add(ada, 'One more')));
  const statuses = responses.map(({ statusCode }) => statusCode);
  expect(statuses.filter((status) => status === 200)).toHaveLength(room);
  expect(statuses.filter((status) => status === 409)).toHaveLength(8 - room);
  expect(await textsOf(ada)).toHaveLength(NOTE_LIMITS.perUser);
  const refused = await add(ada, 'One more');
  expect(refusalOf(refused)).toEqual([409, 'text', 'You have 100 notes. Delete one to add another.']);
  const { notes } = bodyOf(await list(ada)) as { notes: { id: string }[] };
  const deleted = await Promise.all([notes[0], notes[0]].map((note) => remove(ada, note?.id)));
  expect(deleted.map(({ statusCode }) => statusCode).sort()).toEqual([200, 404]);
  expect((await add(ada, 'One more')).statusCode).toBe(200);
  expect((await add(ada, 'One more')).statusCode).toBe(409);
  expect((await add(await createUser(app), 'The first')).statusCode).toBe(200);
});

it('is refused without a session, with an ended session and from another site', async () => {
  const ask = (browser: TestBrowser) => browser.ask({ path: NOTES_FUNCTION });
  expect(errorCode(await ask(app.newBrowser()))).toBe('SESSION_REQUIRED');
  const headers = { 'sec-fetch-site': 'cross-site' };
  const forged = { method: 'POST', path: NOTES_FUNCTION, body: { text: 'Forged' }, headers };
  expect(errorCode(await ada.browser.send(forged))).toBe('CROSS_ORIGIN_REFUSED');
  const left = ada.browser.copy();
  await ada.browser.send({ method: 'POST', path: `${AUTH}/signout` });
  expect(errorCode(await ask(left))).toBe('SESSION_REQUIRED');
});

it('exports the notes of a user, and erases them with the account', async () => {
  const bob = await createUser(app);
  await add(ada, 'Of Ada');
  await add(bob, 'Of Bob');
  const data = bodyOf(await ada.browser.send({ path: ACCOUNT_FUNCTION }));
  expect(data).toMatchObject(bodyOf(await list(ada)));
  expect(JSON.stringify(data)).not.toContain('Of Bob');
  expect((await postDeletion(ada.browser, { password: PASSWORD, confirmation: WORDS })).statusCode).toBe(200);
  const rows = (table: string) =>
    app.database.query(`SELECT user_id FROM ${table} WHERE user_id = ANY ($1)`, [[ada.userId, bob.userId]]);
  expect(await rows('notes')).toEqual([{ user_id: bob.userId }]);
  expect(await rows('note_counts')).toEqual([{ user_id: bob.userId }]);
});

it('answers 503 while the database is down, and where none is provisioned', async () => {
  useRealTimeouts();
  for (const url of [UNREACHABLE, undefined]) {
    const response = await whileDatabaseIs(url, () => add(ada, 'Lost'));
    expect([response.statusCode, errorCode(response)]).toEqual([503, 'STORE_UNAVAILABLE']);
    expect(responseHeader(response, 'retry-after')).toBe('5');
  }
  const data = await whileDatabaseIs(undefined, () => ada.browser.send({ path: ACCOUNT_FUNCTION }));
  expect(bodyOf(data)).toMatchObject({ notes: null });
  expect(await textsOf(ada)).toEqual([]);
});

it('moves the notes of an account that has become part of another one, once', async () => {
  const bob = await createUser(app);
  await add(ada, 'Of Ada');
  passTime(1000);
  await add(bob, 'Of Bob');
  await Promise.all([notes.move(bob.userId, ada.userId), notes.move(bob.userId, ada.userId)]);
  await notes.move(bob.userId, ada.userId);
  expect(await textsOf(ada)).toEqual(['Of Bob', 'Of Ada']);
  expect(await textsOf(bob)).toEqual([]);
  expect(await app.database.query('SELECT user_id, notes FROM note_counts')).toEqual(
    expect.arrayContaining([{ user_id: ada.userId, notes: 2 }]),
  );
});

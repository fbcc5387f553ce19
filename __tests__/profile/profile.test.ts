import { errorAnswer } from '../../config/contracts/errorAnswer.ts';
import { profileAnswer, type ProfileFields } from '../../config/contracts/profile.ts';
import { AUTH, errorCode, PROFILE, signUp, startTestApp, setUpTestApp } from '../support/testApp.ts';
import { bodyOf, type TestBrowser } from '../support/testBrowser.ts';

const app = setUpTestApp(startTestApp);
let ada: TestBrowser;
beforeEach(async () => {
  ada = await app.signedIn();
});

const change = (body: string | object, browser = ada, headers = {}) =>
  browser.send({ method: 'PATCH', path: PROFILE, body, headers });

async function fieldsOf(browser: TestBrowser): Promise<ProfileFields> {
  return profileAnswer.parse(bodyOf(await browser.send({ path: PROFILE }))).fields;
}

it('returns the login methods with start and identity', async () => {
  const browser = app.newBrowser();
  await signUp(browser, 'ways@example.com');
  const { loginMethods, timeJoined, fields } = profileAnswer.parse(
    bodyOf(await browser.send({ path: PROFILE })),
  );
  expect(loginMethods).toEqual([
    { recipe: 'emailpassword', identity: 'ways@example.com', provider: null, createdAt: timeJoined },
  ]);
  expect(fields).toEqual({ name: null, initials: null });
});

it('saves name and initials, for their owner only', async () => {
  const response = await change({ name: '  Ada   Lovelace ', initials: 'al' });
  expect([response.statusCode, bodyOf(response)]).toEqual([200, { name: 'Ada Lovelace', initials: 'AL' }]);
  expect(await fieldsOf(ada)).toEqual({ name: 'Ada Lovelace', initials: 'AL' });
  expect(await fieldsOf(await app.signedIn())).toEqual({ name: null, initials: null });
});

it('leaves omitted fields unchanged, and an empty string removes a value', async () => {
  await change({ name: 'Ada', initials: 'A' });
  expect(bodyOf(await change({ initials: '' }))).toEqual({ name: 'Ada', initials: null });
  expect(bodyOf(await change({ name: ' ' }))).toEqual({ name: null, initials: null });
  expect(bodyOf(await change({}))).toEqual({ name: null, initials: null });
});

it('two concurrent changes are both saved', async () => {
  await Promise.all([change({ name: 'Ada' }, ada.copy()), change({ initials: 'AL' }, ada.copy())]);
  expect(await fieldsOf(ada)).toEqual({ name: 'Ada', initials: 'AL' });
});

it.each(['Ada', 'Åsa Öberg', '王小明', 'علی رضا', 'नेहा', "O'Neill-Šarić 3rd", 'José', 'x'.repeat(80), '𝒜da'])(
  'the name %j is stored unchanged',
  async (name) => {
    expect(bodyOf(await change({ name }))).toMatchObject({ name });
  },
);

it('two spellings of one name are equal', async () => {
  expect(bodyOf(await change({ name: 'Jose\u0301' }))).toMatchObject({ name: 'Jos\u00e9' });
});

it.each<[string, unknown]>([
  ['name', 'x'.repeat(81)],
  ['name', 'x'.repeat(50_000)],
  ['name', 'Ada\u0000'],
  ['name', 'Ada\nLovelace'],
  ['name', 'Ada\u202ecod.exe'],
  ['name', 'Ada\u2066'],
  ['name', '\ud800'],
  ['name', 'Ada\u2028x'],
  ['name', '\u200d\u200d'],
  ['name', '...'],
  ['name', `Z${'\u0300'.repeat(9)}a`],
  ['name', 1],
  ['name', null],
  ['name', ['Ada']],
  ['name', { $ne: '' }],
  ['initials', 'ABCD'],
  ['initials', 'A B'],
  ['initials', '<b>'],
  ['initials', '👩‍👩‍👧'],
  ['initials', 'x'.repeat(50_000)],
  ['initials', true],
  ['role', 'admin'],
  ['__proto__x', 'y'],
])('%s = %j is refused with the name of the field', async (field, value) => {
  await change({ name: 'Ada', initials: 'A' });
  const response = await change({ [field]: value });
  expect(response.statusCode).toBe(400);
  expect(errorAnswer.parse(bodyOf(response)).error).toMatchObject({ code: 'BAD_REQUEST', field });
  expect(await fieldsOf(ada)).toEqual({ name: 'Ada', initials: 'A' });
});

it('saves neither of two fields if one is invalid', async () => {
  expect((await change({ name: 'Ada', initials: 'ABCD' })).statusCode).toBe(400);
  expect(await fieldsOf(ada)).toEqual({ name: null, initials: null });
});

it.each<[string, number, string, string]>([
  ['[]', 400, 'BAD_REQUEST', 'application/json'],
  ['{', 400, 'BAD_REQUEST', 'application/json'],
  ['name=Ada', 415, 'UNSUPPORTED_MEDIA_TYPE', 'application/x-www-form-urlencoded'],
  [`{"name":"${'x'.repeat(200_000)}"}`, 413, 'PAYLOAD_TOO_LARGE', 'application/json'],
])('the body %.20j is refused', async (body, status, code, type) => {
  const response = await change(body, ada, { 'content-type': type });
  expect([response.statusCode, errorCode(response)]).toEqual([status, code]);
});

it('refuses requests from another site, without a session and with an ended session', async () => {
  const foreign = await change({ name: 'Eve' }, ada, { 'sec-fetch-site': 'cross-site' });
  expect([foreign.statusCode, errorCode(foreign)]).toEqual([403, 'CROSS_ORIGIN_REFUSED']);
  expect(errorCode(await change({ name: 'Eve' }, app.newBrowser()))).toBe('SESSION_REQUIRED');
  const left = ada.copy();
  await ada.send({ method: 'POST', path: `${AUTH}/signout` });
  app.core.reset();
  expect(errorCode(await change({ name: 'Eve' }, left))).toBe('SESSION_REQUIRED');
  expect(app.core.calls).not.toContain('PUT /recipe/user/metadata');
});

it('keeps metadata of other programs, and ignores what is not a profile', async () => {
  const { updateUserMetadata } = await import('supertokens-node/recipe/usermetadata');
  const { userId } = profileAnswer.parse(bodyOf(await ada.send({ path: PROFILE })));
  await updateUserMetadata(userId, { name: { first: 'Ada' }, plan: 'gold' });
  expect(await fieldsOf(ada)).toEqual({ name: null, initials: null });
  await change({ name: 'Ada' });
  const { getUserMetadata } = await import('supertokens-node/recipe/usermetadata');
  expect((await getUserMetadata(userId)).metadata).toEqual({ name: 'Ada', plan: 'gold' });
});

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Passwordless from 'supertokens-node/recipe/passwordless';
import { startSdkCore } from './support/sdkCore';
import { MINUTE, SECOND, setUpTestCore } from './support/testCore';

const core = setUpTestCore();

const EMAIL = 'ada@example.com';

interface Code {
  readonly preAuthSessionId: string;
  readonly deviceId: string;
  readonly userInputCode: string;
  readonly linkCode: string;
  readonly codeId: string;
}

const create = async (body: object = { email: EMAIL }, prefix = '') =>
  (await core.call('POST', `${prefix}/recipe/signinup/code`, body)).body as unknown as Code;

const consume = async (body: object, prefix = '') =>
  (await core.call('POST', `${prefix}/recipe/signinup/code/consume`, body)).body;

const typed = ({ preAuthSessionId, deviceId, userInputCode }: Code, code = userInputCode) => ({
  preAuthSessionId,
  deviceId,
  userInputCode: code,
});

const clicked = ({ preAuthSessionId, linkCode }: Code) => ({ preAuthSessionId, linkCode });

const codesOf = async (query: string, prefix = '') =>
  (await core.call('GET', `${prefix}/recipe/signinup/codes?${query}`)).body.devices as {
    failedCodeInputAttemptCount: number;
    codes: { codeId: string }[];
  }[];

/** A separate app, because the settings of the default app cannot be changed. */
const APP = '/appid-configured';

const configure = (coreConfig: object) =>
  core.call('PUT', '/recipe/multitenancy/app/v2', { appId: 'configured', coreConfig });

test('only the creating response contains the device id, others its hash', async () => {
  const code = await create();
  const hash = createHash('sha256').update(Buffer.from(code.deviceId, 'base64')).digest('base64url');
  expect(code.preAuthSessionId).toBe(hash);
  expect(JSON.stringify(await codesOf(`email=${EMAIL}`))).not.toContain(code.userInputCode);
});

test('a code has 6 random digits, and its device and link 256 random bits', async () => {
  const codes = await Promise.all(Array.from({ length: 20 }, () => create()));
  for (const { userInputCode, deviceId, linkCode } of codes) {
    expect(userInputCode).toMatch(/^\d{6}$/);
    expect(Buffer.from(deviceId, 'base64')).toHaveLength(32);
    expect(Buffer.from(linkCode, 'base64url')).toHaveLength(32);
  }
  expect(new Set(codes.map(({ userInputCode }) => userInputCode)).size).toBeGreaterThan(15);
  expect(new Set(codes.map(({ linkCode }) => linkCode)).size).toBe(20);
});

test('a code signs up once and deletes all other codes of the email', async () => {
  const [first, second] = [await create(), await create({ email: ' ADA@example.com' })];
  expect(await consume(typed(first))).toMatchObject({ status: 'OK', createdNewUser: true });
  expect(await consume(typed(second))).toEqual({ status: 'RESTART_FLOW_ERROR' });
  expect(await consume(clicked(await create()))).toMatchObject({ status: 'OK', createdNewUser: false });
});

test('of concurrent uses of a code, one succeeds', async () => {
  const code = await create();
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => consume(typed(code))));
  expect(outcomes.filter(({ status }) => status === 'OK')).toHaveLength(1);
  expect((await core.call('GET', '/users/count')).body.count).toBe(1);
});

test('wrong codes count, checked ones too, until the device is deleted', async () => {
  await configure({ passwordless_max_code_input_attempts: 3 });
  const code = await create({ email: EMAIL }, APP);
  const wrong = typed(code, 'wrong');
  const refused = { status: 'INCORRECT_USER_INPUT_CODE_ERROR', maximumCodeInputAttempts: 3 };
  expect(await consume(wrong, APP)).toEqual({ ...refused, failedCodeInputAttemptCount: 1 });
  const checked = await core.call('POST', `${APP}/recipe/signinup/code/check`, wrong);
  expect(checked.body).toEqual({ ...refused, failedCodeInputAttemptCount: 2 });
  expect(await consume(wrong, APP)).toEqual({ status: 'RESTART_FLOW_ERROR' });
  expect(await consume(typed(code), APP)).toEqual({ status: 'RESTART_FLOW_ERROR' });
});

test('concurrent guesses all count, and none exceeds the limit', async () => {
  const code = await create();
  const guesses = Array.from({ length: 12 }, (_, n) => consume(typed(code, `wrong ${String(n)}`)));
  const outcomes = await Promise.all(guesses);
  const counts = outcomes.map((one) => one.failedCodeInputAttemptCount).filter((one) => one !== undefined);
  // Requests may arrive in another order than they were sent.
  expect(counts.sort()).toEqual([1, 2, 3, 4]);
  expect(outcomes.filter(({ status }) => status === 'RESTART_FLOW_ERROR')).toHaveLength(8);
  expect(await consume(typed(code))).toEqual({ status: 'RESTART_FLOW_ERROR' });
});

test('wrong link codes do not count, and the limit can be lowered later', async () => {
  await configure({});
  const code = await create({ email: EMAIL }, APP);
  await consume(typed(code, 'wrong'), APP);
  await consume(clicked({ ...code, linkCode: `AAAA${code.linkCode}` }), APP);
  expect(await codesOf(`email=${EMAIL}`, APP)).toMatchObject([{ failedCodeInputAttemptCount: 1 }]);
  await configure({ passwordless_max_code_input_attempts: 1 });
  expect(await consume(clicked(code), APP)).toEqual({ status: 'RESTART_FLOW_ERROR' });
  expect(await codesOf(`email=${EMAIL}`, APP)).toEqual([]);
});

test('a code is valid for exactly its configured lifetime', async () => {
  await configure({ passwordless_code_lifetime: 5 * SECOND });
  const code = await create({ email: EMAIL }, APP);
  core.clock.advance(5 * SECOND);
  expect((await core.call('POST', `${APP}/recipe/signinup/code/check`, typed(code))).body.status).toBe('OK');
  core.clock.advance(1);
  expect(await consume(typed(code), APP)).toMatchObject({ status: 'EXPIRED_USER_INPUT_CODE_ERROR' });
  expect(await consume(clicked(code), APP)).toEqual({ status: 'RESTART_FLOW_ERROR' });
  const fresh = await create({ deviceId: code.deviceId }, APP);
  expect(await consume(typed(fresh), APP)).toMatchObject({
    status: 'OK',
    consumedDevice: { failedCodeInputAttemptCount: 1 },
  });
});

test('a given code is accepted once per device', async () => {
  const { deviceId } = await create({ email: EMAIL, userInputCode: 'abc' });
  expect(await create({ deviceId, userInputCode: 'abc' })).toEqual({
    status: 'USER_INPUT_CODE_ALREADY_USED_ERROR',
  });
  expect(await create({ deviceId, userInputCode: 'abd' })).toMatchObject({ userInputCode: 'abd' });
  expect(await create({ email: EMAIL, userInputCode: 'abc' })).toMatchObject({ userInputCode: 'abc' });
});

test('a contact change revokes codes sent to the old and the new contact', async () => {
  const { recipeUserId } = await consume(typed(await create()));
  const [old, next] = [await create(), await create({ email: 'new@example.com' })];
  const put = (body: object) =>
    core.call('PUT', '/recipe/user', { recipeUserId, ...body }, { rid: 'passwordless' });
  expect((await put({ email: 'new@example.com' })).body).toEqual({ status: 'OK' });
  for (const code of [old, next])
    expect(await consume(typed(code))).toEqual({ status: 'RESTART_FLOW_ERROR' });
  const kept = await create({ email: 'new@example.com' });
  expect((await put({ email: 'new@example.com' })).body).toEqual({ status: 'OK' });
  expect(await consume(typed(kept))).toMatchObject({ status: 'OK', createdNewUser: false });
});

test.each([
  ['+1 (415) 555-0143', '+14155550143'],
  ['+44 (0) 20 7183 8750', '+442071838750'],
  ['tel:+1-415-555-0143', '+14155550143'],
  ['0142 555', '0142 555'],
  ['+1', '+1'],
])('the phone number %s is stored as %s', async (spelt, kept) => {
  const code = await create({ phoneNumber: `  ${spelt} ` });
  expect(await codesOf(`phoneNumber=${encodeURIComponent(spelt)}`)).toHaveLength(1);
  const { user } = await consume(typed(code));
  expect(user).toMatchObject({ phoneNumbers: [kept], loginMethods: [{ verified: true }] });
});

test('tenants do not share codes or users', async () => {
  await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
  const code = await create({ email: EMAIL }, '/t1');
  expect(await consume(typed(code))).toEqual({ status: 'RESTART_FLOW_ERROR' });
  await consume(typed(await create()));
  expect(await consume(typed(code), '/t1')).toMatchObject({ createdNewUser: true });
});

test('expired devices are deleted, unless they have a new code', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'core-'));
  const data = join(folder, 'core.db');
  let now = Date.UTC(2026, 0, 1);
  const reopen = () => core.restart({ data, clock: { now: () => now } });
  await reopen();
  const [stale, kept] = [await create(), await create({ email: 'b@example.com' })];
  now += 10 * MINUTE;
  await create({ deviceId: kept.deviceId });
  now += 10 * MINUTE;
  await reopen();
  expect(await codesOf(`preAuthSessionId=${stale.preAuthSessionId}`)).toEqual([]);
  expect((await codesOf(`preAuthSessionId=${kept.preAuthSessionId}`))[0]?.codes).toHaveLength(2);
  rmSync(folder, { recursive: true });
});

test('through the SDK: codes, sign-up, contact change, revocation', async () => {
  await core.close();
  Object.assign(
    core,
    await startSdkCore([
      Passwordless.init({ contactMethod: 'EMAIL_OR_PHONE', flowType: 'USER_INPUT_CODE_AND_MAGIC_LINK' }),
    ]),
  );
  const session = undefined;
  const tenantId = 'public';
  const first = await Passwordless.createCode({ email: EMAIL, tenantId, session });
  const result = await Passwordless.consumeCode({ ...clicked(first), tenantId, session });
  if (result.status !== 'OK') throw new Error(result.status);
  expect(result).toMatchObject({ createdNewRecipeUser: true, user: { emails: [EMAIL] } });

  const { recipeUserId } = result;
  const update = { recipeUserId, email: null, phoneNumber: '+1 415 555 0143' };
  expect(await Passwordless.updateUser(update)).toEqual({ status: 'OK' });
  const second = await Passwordless.createCode({ phoneNumber: '+14155550143', tenantId, session });
  expect(await Passwordless.checkCode({ ...typed(second), tenantId })).toMatchObject({ status: 'OK' });
  expect(await Passwordless.listCodesByPhoneNumber({ phoneNumber: '+14155550143', tenantId })).toMatchObject([
    { codes: [{ codeId: second.codeId }] },
  ]);
  await Passwordless.revokeAllCodes({ phoneNumber: '+14155550143', tenantId });
  expect(await Passwordless.consumeCode({ ...typed(second), tenantId, session })).toEqual({
    status: 'RESTART_FLOW_ERROR',
  });
});

test('a primary user cannot take the contact of another primary user', async () => {
  const signUp = async (contact: object) => (await consume(clicked(await create(contact)))).user.id;
  const [primary, other] = [await signUp({ email: EMAIL }), await signUp({ email: 'eve@example.com' })];
  const third = await signUp({ phoneNumber: '+14155550143' });
  const makePrimary = (recipeUserId: string) =>
    core.call('POST', '/recipe/accountlinking/user/primary', { recipeUserId });
  await makePrimary(primary);
  const take = async (change: object) => {
    const body = { recipeUserId: primary, ...change };
    return (await core.call('PUT', '/recipe/user', body, { rid: 'passwordless' })).body.status;
  };
  const [email, phoneNumber] = [{ email: 'eve@example.com' }, { phoneNumber: '+14155550143' }];
  expect([await take(email), await take(phoneNumber)]).toEqual([
    'EMAIL_ALREADY_EXISTS_ERROR',
    'PHONE_NUMBER_ALREADY_EXISTS_ERROR',
  ]);
  await makePrimary(other);
  await makePrimary(third);
  expect([await take(email), await take(phoneNumber)]).toEqual([
    'EMAIL_CHANGE_NOT_ALLOWED_ERROR',
    'PHONE_NUMBER_CHANGE_NOT_ALLOWED_ERROR',
  ]);
});

import MultiFactorAuth from 'supertokens-node/recipe/multifactorauth';
import Session from 'supertokens-node/recipe/session';
import Totp from 'supertokens-node/recipe/totp';
import { startSdkCore } from './support/sdkCore';
import type { TestCore } from './support/testCore';
import { totpCode } from './support/totpCode';

let core: TestCore;

beforeAll(async () => {
  core = await startSdkCore([Totp.init(), MultiFactorAuth.init(), Session.init()]);
});

afterAll(() => core.close());

test('adds, verifies, uses, renames and removes a device', async () => {
  const created = await Totp.createDevice('ada', 'ada@example.com', 'phone', 1, 30);
  if (created.status !== 'OK') throw new Error(created.status);
  expect(created.qrCodeString).toContain(created.secret);
  const code = (periods: number) => totpCode(created.secret, Date.now(), 30, periods);

  expect(await Totp.verifyDevice('public', 'ada', 'phone', 'wrong')).toEqual({
    status: 'INVALID_TOTP_ERROR',
    currentNumberOfFailedAttempts: 1,
    maxNumberOfFailedAttempts: 5,
  });
  expect(await Totp.verifyDevice('public', 'ada', 'phone', code(0))).toEqual({
    status: 'OK',
    wasAlreadyVerified: false,
  });
  expect(await Totp.verifyTOTP('public', 'ada', code(1))).toMatchObject({ status: 'OK' });
  expect(await Totp.verifyTOTP('public', 'unknown-user', code(1))).toMatchObject({
    status: 'UNKNOWN_USER_ID_ERROR',
  });
  expect(await Totp.updateDevice('ada', 'phone', 'old phone')).toMatchObject({ status: 'OK' });
  expect((await Totp.listDevices('ada')).devices).toEqual([
    { name: 'old phone', period: 30, skew: 1, verified: true },
  ]);
  expect(await Totp.removeDevice('ada', 'old phone')).toMatchObject({ status: 'OK', didDeviceExist: true });
});

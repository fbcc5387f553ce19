import type { TestCore } from './testCore';
import { totpCode } from './totpCode';

export const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
export const DEVICE = '/recipe/totp/device';

/** TOTP requests to the test's current core, for the user "u" by default. */
export function totpCalls(core: () => TestCore) {
  const post = async (path: string, body: object) => (await core().call('POST', path, body)).body;
  const put = async (path: string, body: object) => (await core().call('PUT', path, body)).body;
  const verify = (totp: string, place = '', userId = 'u') =>
    post(`${place}/recipe/totp/verify`, { userId, totp });

  return {
    post,
    put,
    verify,
    /** Creates a device and returns its secret. */
    add: async (deviceName: string | undefined, more: object = {}, userId = 'u') =>
      String((await post(DEVICE, { userId, deviceName, skew: 1, period: 30, ...more })).secret),
    importDevice: (deviceName: string, more: object = {}) =>
      post(`${DEVICE}/import`, { userId: 'u', deviceName, skew: 1, period: 30, secretKey: SECRET, ...more }),
    verifyDevice: (deviceName: string, totp: string, place = '') =>
      post(`${place}${DEVICE}/verify`, { userId: 'u', deviceName, totp }),
    devices: async (userId = 'u') =>
      (await core().call('GET', `${DEVICE}/list?userId=${userId}`)).body.devices as {
        name: string;
        verified: boolean;
      }[],
    /** Returns the code now or some periods from now. */
    shown: (secret = SECRET, periods = 0, period = 30) =>
      totpCode(secret, core().clock.now(), period, periods),
    fail: async (times: number) => {
      for (let failures = 1; failures <= times; failures += 1)
        expect(await verify('wrong')).toEqual(invalid(failures));
    },
  };
}

export const invalid = (failures: number, max = 5) => ({
  status: 'INVALID_TOTP_ERROR',
  currentNumberOfFailedAttempts: failures,
  maxNumberOfFailedAttempts: max,
});

export const limited = (retryAfterMs: number, max = 5) => ({
  status: 'LIMIT_REACHED_ERROR',
  retryAfterMs,
  currentNumberOfFailedAttempts: max,
  maxNumberOfFailedAttempts: max,
});

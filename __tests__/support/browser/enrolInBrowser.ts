import { expect, type APIRequestContext } from '@playwright/test';
import { TOTP } from 'otpauth';
import { SECOND_FACTOR_FUNCTION } from '../../../config/contracts/second-factor.ts';

/** Sets up a second factor for the user of a browser, and returns the recovery codes. */
export async function enrolInBrowser(request: APIRequestContext): Promise<string[]> {
  const send = async (path: string, data: object) => {
    const response = await request.post(SECOND_FACTOR_FUNCTION + path, { data });
    expect(response.status(), path).toBe(200);
    return response;
  };
  await send('/setup', {});
  const factor = (await (await request.get(SECOND_FACTOR_FUNCTION)).json()) as { setup: { secret: string } };
  const code = new TOTP({ secret: factor.setup.secret }).generate();
  const confirmed = await send('/setup/confirmation', { code });
  return ((await confirmed.json()) as { recoveryCodes: string[] }).recoveryCodes;
}

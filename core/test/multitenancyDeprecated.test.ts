import { bodyCalls } from './support/bodyCalls';
import { withConnection } from './support/openedConnection';
import type { OpenedConnection } from './support/openedConnection';
import { createShop, SHOP } from './support/shop';
import { startTestCore } from './support/testCore';
import type { TestCore } from './support/testCore';

let core: TestCore;
let database: OpenedConnection;

beforeEach(async () => {
  [core, database] = await withConnection(() => startTestCore());
  await createShop(core);
});

afterEach(() => core.close());

const { put, get, refusal } = bodyCalls(() => core);

describe('the deprecated endpoints', () => {
  const old = async (body: object) => put(`${SHOP}/recipe/multitenancy/tenant`, { tenantId: 'o', ...body });
  const shown = async () => {
    const before = await get(`${SHOP}/o/recipe/multitenancy/tenant`);
    const now = await get(`${SHOP}/o/recipe/multitenancy/tenant/v2`);
    const { emailPassword, thirdParty, passwordless, firstFactors, requiredSecondaryFactors } =
      before as unknown as Record<string, { enabled: boolean }>;
    return {
      on: [emailPassword?.enabled, thirdParty?.enabled, passwordless?.enabled],
      firstFactors,
      requiredSecondaryFactors,
      now: now.firstFactors,
    };
  };
  const CODES_AND_LINKS = ['otp-phone', 'otp-email', 'link-phone', 'link-email'];

  test('a factor enables its recipe', async () => {
    await old({ firstFactors: ['otp-email'], requiredSecondaryFactors: ['thirdparty', 'totp'] });
    expect(await shown()).toEqual({
      on: [false, true, true],
      firstFactors: ['otp-email'],
      requiredSecondaryFactors: ['thirdparty', 'totp'],
      now: ['otp-email'],
    });
  });

  test('disabling a recipe removes its factors', async () => {
    await old({
      firstFactors: ['otp-email', 'emailpassword', 'custom'],
      requiredSecondaryFactors: ['link-phone'],
    });
    await old({ passwordlessEnabled: false });
    // The list of first factors decides: it does not contain passwordless.
    expect(await shown()).toEqual({
      on: [true, false, false],
      firstFactors: ['emailpassword', 'custom'],
      requiredSecondaryFactors: undefined,
      now: ['emailpassword', 'custom'],
    });
  });

  test('without a list, enabled recipes are first factors', async () => {
    await old({ emailPasswordEnabled: true, passwordlessEnabled: true });
    expect(await shown()).toMatchObject({
      on: [true, false, true],
      firstFactors: undefined,
      now: ['emailpassword', ...CODES_AND_LINKS],
    });
  });

  test('a secondary factor that enables its recipe does not become a first factor', async () => {
    await old({ emailPasswordEnabled: true });
    await old({ requiredSecondaryFactors: ['otp-phone'] });
    expect(await shown()).toMatchObject({
      on: [true, false, true],
      firstFactors: ['emailpassword'],
      requiredSecondaryFactors: ['otp-phone'],
    });
  });

  test('a version 2 tenant without first factors has all recipes disabled', async () => {
    await put(`${SHOP}/recipe/multitenancy/tenant/v2`, { tenantId: 'o' });
    expect(await shown()).toMatchObject({ on: [false, false, false], now: [] });
    await old({ thirdPartyEnabled: true });
    expect(await shown()).toMatchObject({ on: [false, true, false], now: ['thirdparty'] });
  });

  test('version 2 continues with the state of the deprecated endpoints', async () => {
    await old({ thirdPartyEnabled: true });
    await put(`${SHOP}/recipe/multitenancy/tenant/v2`, { tenantId: 'o', requiredSecondaryFactors: ['totp'] });
    expect(await shown()).toEqual({
      on: [true, true, true],
      firstFactors: ['thirdparty'],
      requiredSecondaryFactors: ['totp'],
      now: ['thirdparty'],
    });
    await put(`${SHOP}/recipe/multitenancy/tenant/v2`, { tenantId: 'o', firstFactors: null });
    expect(await shown()).toMatchObject({ on: [true, true, true], now: undefined });
  });

  test.each([
    [{ emailPasswordEnabled: 'yes' }, "Field name 'emailPasswordEnabled' is invalid in JSON input"],
    [{ firstFactors: [] }, 'firstFactors cannot be empty. Set null instead to remove all first factors.'],
    [
      { requiredSecondaryFactors: [] },
      'requiredSecondaryFactors cannot be empty. Set null instead to remove all required secondary factors.',
    ],
    [
      { passwordlessEnabled: false, firstFactors: ['link-email', 'otp-email'] },
      "Invalid core config: firstFactors should not contain 'otp-email' because passwordless is disabled for the tenant.",
    ],
    [
      { thirdPartyEnabled: false, requiredSecondaryFactors: ['thirdparty'] },
      "Invalid core config: requiredSecondaryFactors should not contain 'thirdparty' because thirdParty is disabled for the tenant.",
    ],
  ])('refuses %j and changes nothing', async (body, problem) => {
    const before = database.contents();
    expect(await refusal('PUT', `${SHOP}/recipe/multitenancy/tenant`, { tenantId: 'o', ...body })).toEqual([
      400,
      problem,
    ]);
    expect(database.contents() === before).toBe(true);
  });
});

import fc from 'fast-check';
import { SECOND, startTestCore } from './support/testCore';
import type { TestCore } from './support/testCore';
import { totpCode } from './support/totpCode';
import { TotpModel } from './support/totpModel';

/** Runs random sequences of operations and compares the core's responses with the model. */
fc.configureGlobal({ seed: 20_260_103, numRuns: 100 });

const MAX = 3;
const COOLDOWN = 20 * SECOND;
const DEVICE = '/recipe/totp/device';

let core: TestCore;

beforeAll(async () => {
  core = await startTestCore();
});

afterAll(() => core.close());

interface Real {
  /** A separate app for every run. */
  readonly app: string;
}

type Step = fc.AsyncCommand<TotpModel, Real>;

const step = (title: string, run: (model: TotpModel, real: Real) => Promise<void>): Step => ({
  check: () => true,
  run,
  toString: () => title,
});

/** The statuses that occurred. */
const seen = new Set<string>();

const call = async ({ app }: Real, method: string, path: string, body?: object) => {
  const json = body === undefined ? undefined : { userId: 'u', ...body };
  const answer = (await core.call(method, `${app}${path}`, json)).body;
  seen.add(`${path} ${answer.status}`);
  return answer;
};

const name = fc.constantFrom('a', 'b', 'c');
const settings = fc.record({ period: fc.constantFrom(1, 7, 30), skew: fc.integer({ min: 0, max: 2 }) });

const adds = fc.tuple(name, settings).map(([deviceName, numbers]) =>
  step(`add ${deviceName} ${JSON.stringify(numbers)}`, async (model, real) => {
    const answer = await call(real, 'POST', DEVICE, { deviceName, ...numbers });
    const device = { name: deviceName, secret: String(answer.secret), verified: false, ...numbers };
    expect(answer.status).toBe(model.put(device));
  }),
);

const imports = fc
  .tuple(name, settings, fc.constantFrom('JBSWY3DPEHPK3PXP', 'GEZDGNBVGY3TQOJQ'))
  .map(([deviceName, numbers, secret]) =>
    step(`import ${deviceName} ${JSON.stringify(numbers)} ${secret}`, async (model, real) => {
      const body = { deviceName, secretKey: secret, ...numbers };
      const answer = await call(real, 'POST', `${DEVICE}/import`, body);
      expect(answer.status).toBe(model.put({ name: deviceName, secret, verified: true, ...numbers }));
    }),
  );

const removals = name.map((deviceName) =>
  step(`remove ${deviceName}`, async (model, real) => {
    const answer = await call(real, 'POST', `${DEVICE}/remove`, { deviceName });
    expect(answer).toEqual({ status: 'OK', didDeviceExist: model.remove(deviceName) });
  }),
);

const renames = fc.tuple(name, name).map(([existingDeviceName, newDeviceName]) =>
  step(`rename ${existingDeviceName} ${newDeviceName}`, async (model, real) => {
    const answer = await call(real, 'PUT', DEVICE, { existingDeviceName, newDeviceName });
    expect(answer).toEqual({ status: model.rename(existingDeviceName, newDeviceName) });
  }),
);

/** A code of one of the devices, possibly some periods off, or an invalid one. */
const code = fc.oneof(
  { weight: 4, arbitrary: fc.record({ of: name, off: fc.integer({ min: -3, max: 3 }) }) },
  { weight: 1, arbitrary: fc.constantFrom('000000', '12345', '123456789', '') },
);
type Code = typeof code extends fc.Arbitrary<infer T> ? T : never;

function shown(model: TotpModel, one: Code): string {
  if (typeof one === 'string') return one;
  const device = model.find(one.of);
  return device === undefined ? 'none' : totpCode(device.secret, core.clock.now(), device.period, one.off);
}

const deviceVerifications = fc.tuple(name, code).map(([deviceName, one]) =>
  step(`verify device ${deviceName} ${JSON.stringify(one)}`, async (model, real) => {
    const totp = shown(model, one);
    const answer = await call(real, 'POST', `${DEVICE}/verify`, { deviceName, totp });
    expect(answer).toEqual(model.verifyDevice(deviceName, totp, core.clock.now()));
  }),
);

const verifications = code.map((one) =>
  step(`verify ${JSON.stringify(one)}`, async (model, real) => {
    const totp = shown(model, one);
    const answer = await call(real, 'POST', '/recipe/totp/verify', { totp });
    expect(answer).toEqual(model.verify(totp, core.clock.now()));
  }),
);

const pauses = fc.constantFrom(0, 1, SECOND, 7 * SECOND, COOLDOWN - 1, COOLDOWN).map((time) =>
  step(`wait ${String(time)} ms`, () => {
    core.clock.advance(time);
    return Promise.resolve();
  }),
);

const looks = fc.constant(
  step('list', async (model, real) => {
    const { devices } = await call(real, 'GET', `${DEVICE}/list?userId=u`);
    const expected = model.devices.map((one) => [one.name, one.period, one.skew, one.verified]);
    expect(
      (devices as (typeof model)['devices']).map((one) => [one.name, one.period, one.skew, one.verified]),
    ).toEqual(expected);
  }),
);

test('devices and codes of a user', async () => {
  let runs = 0;
  const steps = fc.commands(
    [adds, imports, removals, renames, deviceVerifications, verifications, verifications, pauses, looks],
    { size: '+1', maxCommands: 60 },
  );
  await fc.assert(
    fc.asyncProperty(steps, async (some) => {
      const appId = `run-${String((runs += 1))}`;
      const coreConfig = { totp_max_attempts: MAX, totp_rate_limit_cooldown_sec: COOLDOWN / SECOND };
      await core.call('PUT', '/recipe/multitenancy/app/v2', { appId, coreConfig });
      await fc.asyncModelRun(
        () => ({ model: new TotpModel(MAX, COOLDOWN), real: { app: `/appid-${appId}` } }),
        some,
      );
    }),
  );
  // Otherwise the runs covered too little.
  const answers = ['OK', 'INVALID_TOTP_ERROR', 'LIMIT_REACHED_ERROR'];
  const wanted = ['/recipe/totp/verify', `${DEVICE}/verify`].flatMap((path) =>
    answers.map((status) => `${path} ${status}`),
  );
  expect([...seen]).toEqual(expect.arrayContaining(wanted));
});

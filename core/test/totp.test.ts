import { MINUTE, SECOND, setUpTestCore } from './support/testCore';
import { DEVICE, SECRET, invalid, limited, totpCalls } from './support/totpCalls';

const core = setUpTestCore();

const { add, fail, importDevice, post, put, shown, verify, verifyDevice } = totpCalls(() => core);

describe('codes', () => {
  test('are valid within the skew, each one once', async () => {
    await importDevice('d', { skew: 2 });
    for (const periods of [-2, -1, 0, 1, 2])
      expect(await verify(shown(SECRET, periods))).toEqual({ status: 'OK' });
    const used = await Promise.all([-2, -1, 0, 1].map((periods) => verify(shown(SECRET, periods))));
    expect(used).toEqual([invalid(1), invalid(2), invalid(3), invalid(4)]);
  });

  test.each([[-3], [3]])('are invalid beyond the skew: %i periods from now', async (periods) => {
    await importDevice('d', { skew: 2 });
    expect(await verify(shown(SECRET, periods))).toEqual(invalid(1));
  });

  test('expire with time', async () => {
    await importDevice('d', { skew: 0 });
    const code = shown();
    core.clock.advance(30 * SECOND);
    expect(await verify(code)).toEqual(invalid(1));
    expect(await verify(shown())).toEqual({ status: 'OK' });
  });

  test('that verified a device cannot be used again', async () => {
    const secret = await add('d');
    const code = shown(secret);
    expect(await verifyDevice('d', code)).toEqual({ status: 'OK', wasAlreadyVerified: false });
    expect(await verify(code)).toEqual(invalid(1));
  });

  test('are refused as used while they could be valid for their device', async () => {
    await importDevice('first', { skew: 0 });
    await importDevice('second', { skew: 4 });
    const code = shown();
    expect(await verify(code)).toEqual({ status: 'OK' });
    core.clock.advance(30 * SECOND - 1);
    expect(await verify(code)).toEqual(invalid(1));
    core.clock.advance(1);
    expect(await verify(code)).toEqual({ status: 'OK' });
    core.clock.advance(90 * SECOND);
    expect(await verify(code)).toEqual(invalid(1));
  });

  test('are counted and used separately per tenant', async () => {
    await put('/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    await importDevice('d');
    await fail(5);
    expect(await verify(shown())).toEqual(limited(15 * MINUTE));
    expect(await verify(shown(), '/t1')).toEqual({ status: 'OK' });
    expect(await verify(shown(), '/t1')).toEqual(invalid(1));
    await post('/recipe/multitenancy/tenant/remove', { tenantId: 't1' });
    await put('/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    expect(await verify(shown(), '/t1')).toEqual({ status: 'OK' });
  });

  test.each([['２８７０８２'], ['      '], [''], ['\u{1f511}\u{1f511}\u{1f511}']])(
    'that are not digits are wrong: %j',
    async (code) => {
      await importDevice('d');
      expect(await verify(code)).toEqual(invalid(1));
    },
  );

  test('that are too long are wrong, but do not count', async () => {
    await importDevice('d');
    await fail(2);
    for (let n = 0; n < 6; n += 1) expect(await verify('123456789')).toEqual(invalid(3));
    expect(await verify('12345678')).toEqual(invalid(3));
    expect(await verify('12345678')).toEqual(invalid(4));
  });

  test('used eight times concurrently succeed once', async () => {
    await importDevice('d');
    const code = shown();
    const answers = await Promise.all(Array.from({ length: 8 }, () => verify(code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array<string>(5).fill('INVALID_TOTP_ERROR'),
      ...Array<string>(2).fill('LIMIT_REACHED_ERROR'),
      'OK',
    ]);
  });
});

describe('the rate limit', () => {
  test('holds under concurrent guesses', async () => {
    await importDevice('d');
    const answers = await Promise.all(Array.from({ length: 20 }, () => verify('wrong')));
    const counts = answers.filter(({ status }) => status === 'INVALID_TOTP_ERROR');
    expect(counts.map((one) => one.currentNumberOfFailedAttempts).sort()).toEqual([1, 2, 3, 4, 5]);
    expect(answers.filter(({ status }) => status === 'LIMIT_REACHED_ERROR')).toHaveLength(15);
  });

  test('lasts for the cooldown after the last wrong code, regardless of attempts meanwhile', async () => {
    await importDevice('d');
    await fail(5);
    core.clock.advance(10 * MINUTE);
    expect(await verify(shown())).toEqual(limited(5 * MINUTE));
    core.clock.advance(5 * MINUTE - 1);
    expect(await verify(shown())).toEqual(limited(1));
    core.clock.advance(1);
    await fail(5);
    expect(await verify(shown())).toEqual(limited(15 * MINUTE));
  });

  test('is configured per tenant', async () => {
    await put('/recipe/multitenancy/tenant/v2', {
      tenantId: 't1',
      coreConfig: { totp_max_attempts: 1, totp_rate_limit_cooldown_sec: 7 },
    });
    await importDevice('d');
    expect(await verify('wrong', '/t1')).toEqual(invalid(1, 1));
    expect(await verify('wrong', '/t1')).toEqual(limited(7 * SECOND, 1));
    core.clock.advance(7 * SECOND);
    expect(await verify(shown(), '/t1')).toEqual({ status: 'OK' });
    expect(await verify('wrong')).toEqual(invalid(1));
  });

  test('counts guesses at unverified devices, but not calls for verified ones', async () => {
    await importDevice('old');
    const secret = await add('new');
    for (let failures = 1; failures <= 5; failures += 1)
      expect(await verifyDevice('new', 'wrong')).toEqual(invalid(failures));
    expect(await verifyDevice('new', shown(secret))).toEqual(limited(15 * MINUTE));
    expect(await verify(shown())).toEqual(limited(15 * MINUTE));
    expect(await verifyDevice('old', 'wrong')).toEqual({ status: 'OK', wasAlreadyVerified: true });
  });

  test('survives a new secret and ends with the last device', async () => {
    await add('d');
    await fail(5);
    await add('d');
    await add('other');
    expect((await verify('wrong')).status).toBe('LIMIT_REACHED_ERROR');
    await post(`${DEVICE}/remove`, { userId: 'u', deviceName: 'other' });
    expect((await verify('wrong')).status).toBe('LIMIT_REACHED_ERROR');
    await post(`${DEVICE}/remove`, { userId: 'u', deviceName: 'd' });
    await add('d');
    await fail(1);
  });
});

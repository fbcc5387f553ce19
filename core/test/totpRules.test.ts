import fc from 'fast-check';
import { isTotpCode, newTotpSecret } from '../src/crypto/totp.ts';
import { rateLimitAfter } from '../src/recipes/totp/rateLimit.ts';
import type { Attempt } from '../src/recipes/totp/types.ts';
import { totpCode } from './support/totpCode';

fc.configureGlobal({ seed: 20_260_102, numRuns: 300 });

const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

/** Up to the year 2100. */
const someTime = fc.integer({ min: 0, max: 4_133_980_799_999 });
const someSecret = fc
  .uint8Array({ minLength: 1, maxLength: 40 })
  .map((bytes) => [...bytes].map((byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[byte % 32]).join('') + 'AA');

describe('codes', () => {
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('are those of RFC 6238, appendix B: at %i s', (seconds, code) => {
    expect(totpCode(SECRET, seconds * 1000)).toBe(code);
    expect(isTotpCode({ secret: SECRET, period: 30, skew: 0 }, code, seconds * 1000)).toBe(true);
  });

  test('are valid for exactly the skew’s number of periods in both directions', () => {
    fc.assert(
      fc.property(
        someSecret,
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: -8, max: 8 }),
        someTime,
        (secret, period, skew, off, time) => {
          const now = time + 8 * 120_000;
          const code = totpCode(secret, now, period, off);
          // Adjacent periods may have equal codes (one in a million).
          const near = Array.from({ length: 2 * skew + 1 }, (_, n) =>
            totpCode(secret, now, period, n - skew),
          );
          expect(isTotpCode({ secret, period, skew }, code, now)).toBe(near.includes(code));
          if (Math.abs(off) <= skew) expect(near).toContain(code);
        },
      ),
    );
  });

  test('other than six digits are wrong', () => {
    const key = { secret: SECRET, period: 30, skew: 1 };
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 8 }), (code) => {
        fc.pre(!/^[0-9]{6}$/.test(code));
        expect(isTotpCode(key, code, 59_000)).toBe(false);
      }),
    );
    for (const code of ['２８７０８２', '287082 ', ' 287082', '28708', '+28708', '0287082'])
      expect(isTotpCode(key, code, 59_000)).toBe(false);
  });
});

describe('secrets', () => {
  test('have 160 random bits', () => {
    const secrets = Array.from({ length: 100 }, () => newTotpSecret());
    for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(new Set(secrets).size).toBe(100);
  });

  test.each([
    ['gezdgnbvgy3tqojqgezdgnbvgy3tqojq'],
    ['GEZD GNBV-GY3T QOJQ GEZD GNBV GY3T QOJQ'],
    ['GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ===='],
    ['GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ=AAAA'],
    ['1GEZDGNBVGY3TQOJQ0GEZDGNBVGY3TQOJQ\u0131\u017f'],
  ])('are read in any common notation: %s', (secret) => {
    expect(isTotpCode({ secret, period: 30, skew: 0 }, '287082', 59_000)).toBe(true);
  });

  test.each([[''], ['===='], ['1'], ['A'], ['\u00e9\u0416']])(
    'that are empty have no codes: %j',
    (secret) => {
      const code = totpCode('', 59_000);
      expect(code).toMatch(/^\d{6}$/);
      expect(isTotpCode({ secret, period: 30, skew: 0 }, code, 59_000)).toBe(false);
    },
  );
});

describe('the rate limit', () => {
  const COOLDOWN = 1000;

  /** Previous attempts, latest first, and the time of the next one. */
  const history = fc
    .array(fc.record({ pause: fc.integer({ min: 0, max: 1500 }), isRight: fc.boolean() }), { maxLength: 12 })
    .chain((steps) =>
      fc.integer({ min: 0, max: 2500 }).map((pause) => {
        let time = 0;
        const attempts = steps.map((one): Attempt => {
          time += one.pause;
          return { isRight: one.isRight, createdAt: time };
        });
        return { attempts: attempts.reverse(), now: time + pause };
      }),
    );
  const someMax = fc.integer({ min: 1, max: 6 });

  test('counts consecutive wrong codes within the cooldown', () => {
    fc.assert(
      fc.property(history, someMax, ({ attempts, now }, maxAttempts) => {
        const standing = rateLimitAfter(attempts, { maxAttempts, cooldown: COOLDOWN }, now);
        const latest = attempts[0]?.createdAt ?? 0;
        const failedLast = attempts
          .slice(0, maxAttempts)
          .filter((one) => !one.isRight && one.createdAt > latest - COOLDOWN);
        const isLimited =
          failedLast.length === maxAttempts && attempts.length >= maxAttempts && now < latest + COOLDOWN;
        expect(standing.isLimited).toBe(isLimited);
      }),
    );
  });

  test('ends exactly after the cooldown and resets the count', () => {
    fc.assert(
      fc.property(history, someMax, ({ attempts, now }, maxAttempts) => {
        const limit = { maxAttempts, cooldown: COOLDOWN };
        const standing = rateLimitAfter(attempts, limit, now);
        fc.pre(standing.isLimited);
        expect(standing.failures).toBe(maxAttempts);
        expect(rateLimitAfter(attempts, limit, now + standing.retryAfter - 1)).toMatchObject({
          isLimited: true,
          retryAfter: 1,
        });
        expect(rateLimitAfter(attempts, limit, now + standing.retryAfter)).toEqual({
          isLimited: false,
          failures: 0,
        });
      }),
    );
  });

  test('increases by one per wrong code and never exceeds the maximum', () => {
    fc.assert(
      fc.property(history, someMax, ({ attempts, now }, maxAttempts) => {
        const limit = { maxAttempts, cooldown: COOLDOWN };
        const before = rateLimitAfter(attempts, limit, now);
        expect(before.failures).toBeLessThanOrEqual(maxAttempts);
        if (before.isLimited) return;
        expect(before.failures).toBeLessThan(maxAttempts);
        const after = rateLimitAfter([{ isRight: false, createdAt: now }, ...attempts], limit, now);
        expect(after.failures).toBeLessThanOrEqual(before.failures + 1);
        const hasTimePassed = now > (attempts[0]?.createdAt ?? now);
        if (!hasTimePassed) expect(after.failures).toBe(before.failures + 1);
      }),
    );
  });

  test('is reset by a right code', () => {
    fc.assert(
      fc.property(history, someMax, ({ attempts, now }, maxAttempts) => {
        const after = [{ isRight: true, createdAt: now }, ...attempts];
        expect(rateLimitAfter(after, { maxAttempts, cooldown: COOLDOWN }, now)).toEqual({
          isLimited: false,
          failures: 0,
        });
      }),
    );
  });
});

import { totpCode } from './totpCode';

/** A device of the model. */
export interface ModelDevice {
  readonly name: string;
  readonly secret: string;
  readonly period: number;
  readonly skew: number;
  readonly verified: boolean;
}

interface Tried {
  readonly code: string;
  readonly isRight: boolean;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/**
 * A simple model of a user's TOTP in a tenant: a list of devices and a list of all attempts. The core's
 * responses are compared with it.
 */
export class TotpModel {
  readonly #max: number;
  readonly #cooldown: number;
  #devices: readonly ModelDevice[] = [];
  #tried: readonly Tried[] = [];

  constructor(max: number, cooldown: number) {
    this.#max = max;
    this.#cooldown = cooldown;
  }

  /** Sorted by name. */
  get devices(): readonly ModelDevice[] {
    return this.#devices.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  find(name: string): ModelDevice | undefined {
    return this.#devices.find((device) => device.name === name);
  }

  put(device: ModelDevice): string {
    if (this.find(device.name)?.verified === true) return 'DEVICE_ALREADY_EXISTS_ERROR';
    this.#devices = [...this.#devices.filter(({ name }) => name !== device.name), device];
    return 'OK';
  }

  remove(name: string): boolean {
    const existed = this.find(name) !== undefined;
    this.#devices = this.#devices.filter((device) => device.name !== name);
    if (this.#devices.length === 0) this.#tried = [];
    return existed;
  }

  rename(name: string, newName: string): string {
    const device = this.find(name);
    if (device === undefined) return 'UNKNOWN_DEVICE_ERROR';
    if (newName !== name && this.find(newName) !== undefined) return 'DEVICE_ALREADY_EXISTS_ERROR';
    this.#devices = this.#devices.map((one) => (one === device ? { ...one, name: newName } : one));
    return 'OK';
  }

  verifyDevice(name: string, code: string, now: number): object {
    const device = this.find(name);
    if (device === undefined) return { status: 'UNKNOWN_DEVICE_ERROR' };
    if (device.verified) return { status: 'OK', wasAlreadyVerified: true };
    const answer = this.#attempt([device], code, now);
    if (answer.status !== 'OK') return answer;
    this.#devices = this.#devices.map((one) => (one === device ? { ...one, verified: true } : one));
    return { status: 'OK', wasAlreadyVerified: false };
  }

  verify(code: string, now: number): object {
    if (this.#devices.length === 0) return { status: 'UNKNOWN_USER_ID_ERROR' };
    const verified = this.devices.filter((device) => device.verified);
    return this.#attempt(verified, code, now);
  }

  #attempt(devices: readonly ModelDevice[], code: string, now: number): { readonly status: string } {
    const latest = this.#tried.at(-1)?.createdAt ?? 0;
    const lastRight = this.#tried.findLastIndex((one) => one.isRight);
    const counted = this.#tried
      .slice(Math.max(lastRight + 1, this.#tried.length - this.#max))
      .filter((one) => one.createdAt > latest - this.#cooldown).length;
    const count = { maxNumberOfFailedAttempts: this.#max };
    if (counted === this.#max && now < latest + this.#cooldown)
      return {
        status: 'LIMIT_REACHED_ERROR',
        retryAfterMs: latest + this.#cooldown - now,
        currentNumberOfFailedAttempts: counted,
        ...count,
      } as { status: string };

    const invalid = {
      status: 'INVALID_TOTP_ERROR',
      currentNumberOfFailedAttempts: (counted === this.#max ? 0 : counted) + 1,
      ...count,
    };
    if (code.length > 8) return invalid;
    const device = devices.find((one) => codesOf(one, now).includes(code));
    const isReplayed = this.#tried.some((one) => one.isRight && one.code === code && one.expiresAt > now);
    const isRight = device !== undefined && !isReplayed;
    const lifetime = Math.max(0, ...(device === undefined ? devices : [device]).map(lifetimeOf));
    this.#tried = [...this.#tried, { code, isRight, createdAt: now, expiresAt: now + lifetime }];
    return isRight ? { status: 'OK' } : invalid;
  }
}

const codesOf = ({ secret, period, skew }: ModelDevice, now: number): string[] =>
  Array.from({ length: 2 * skew + 1 }, (_, n) => totpCode(secret, now, period, n - skew));

const lifetimeOf = ({ period, skew }: ModelDevice): number => period * (2 * skew + 1) * 1000;

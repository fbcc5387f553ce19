import type { Clock } from '../../clock.ts';
import { uuid } from '../../crypto/digest.ts';
import { generateRsaKey, loadRsaKey } from '../../crypto/jwt.ts';
import type { SigningKey } from '../../crypto/jwt.ts';
import type { Database } from '../../db/database.ts';
import type { Tenant } from '../multitenancy/types.ts';
import { cacheSeconds, needsNewKey, publishedOf, rotationOf, signingKeyOf } from './rotation.ts';
import type { Rotation } from './rotation.ts';
import { addKey, listKeys, removeDynamicKeysBefore } from './store.ts';
import type { KeyKind, StoredKey } from './store.ts';

interface Dependencies {
  readonly db: Database;
  readonly clock: Clock;
  /** Test mode, in which keys may rotate every few seconds. */
  readonly testing: boolean;
}

/** The signing keys of all apps, cached in memory on first use. A tenant identifies its app. */
export class SigningKeys {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #testing: boolean;
  /** Keys by app and kind, newest first. */
  readonly #keys = new Map<string, Promise<SigningKey[]>>();

  constructor({ db, clock, testing }: Dependencies) {
    this.#db = db;
    this.#clock = clock;
    this.#testing = testing;
  }

  /** Returns the current signing key. */
  async current(tenant: Tenant, kind: KeyKind): Promise<SigningKey> {
    const ring = await this.#currentKeys(tenant, kind);
    const key = kind === 'static' ? ring[0] : signingKeyOf(ring, this.#clock.now(), this.#rotation(tenant));
    if (key === undefined) throw new Error('there is no signing key');
    return key;
  }

  /** Returns the keys that can verify a token and the seconds for which the list may be cached. */
  async published(tenant: Tenant): Promise<{ keys: SigningKey[]; maxAge: number }> {
    const [dynamic, fixed] = await Promise.all([
      this.#currentKeys(tenant, 'dynamic'),
      this.#currentKeys(tenant, 'static'),
    ]);
    const rotation = this.#rotation(tenant);
    const now = this.#clock.now();
    return {
      keys: [...publishedOf(dynamic, now, rotation), ...fixed],
      maxAge: cacheSeconds(dynamic[0], now, rotation),
    };
  }

  /** Returns the dynamic keys, newest first, each with the time at which it is no longer published. */
  async dynamic(tenant: Tenant): Promise<{ key: SigningKey; expiresAt: number }[]> {
    const rotation = this.#rotation(tenant);
    const ring = publishedOf(await this.#currentKeys(tenant, 'dynamic'), this.#clock.now(), rotation);
    return ring.map((key) => ({ key, expiresAt: key.createdAt + rotation.publishedFor }));
  }

  forget(appId: string): void {
    this.#keys.delete(nameOf(appId, 'dynamic'));
    this.#keys.delete(nameOf(appId, 'static'));
  }

  #rotation(tenant: Tenant): Rotation {
    return rotationOf(tenant.settings, this.#testing);
  }

  /** Returns keys of which none is due for rotation. Concurrent callers wait for the same new key. */
  async #currentKeys(tenant: Tenant, kind: KeyKind): Promise<SigningKey[]> {
    const name = nameOf(tenant.appId, kind);
    const known = this.#keys.get(name);
    if (known !== undefined) {
      const ring = await known;
      if (!this.#isDue(tenant, kind, ring)) return ring;
    }
    // Another caller may have started the rotation in the meantime.
    const rotation = this.#keys.get(name);
    if (rotation !== undefined && rotation !== known) return rotation;

    const renewed = this.#renew(tenant, kind);
    this.#keys.set(name, renewed);
    renewed.catch(() => this.#keys.delete(name));
    return renewed;
  }

  #isDue(tenant: Tenant, kind: KeyKind, ring: readonly { createdAt: number }[]): boolean {
    return kind === 'static'
      ? ring.length === 0
      : needsNewKey(ring[0], this.#clock.now(), this.#rotation(tenant));
  }

  async #renew(tenant: Tenant, kind: KeyKind): Promise<SigningKey[]> {
    const { appId } = tenant;
    const stored = await this.#db.read((tx) => listKeys(tx, appId, kind));
    if (!this.#isDue(tenant, kind, stored)) return load(stored);
    const privateJwk = await generateRsaKey();
    const createdAt = this.#clock.now();
    const key = { id: kind === 'static' ? `s-${uuid()}` : `d-${createdAt}`, createdAt, privateJwk };
    await this.#db.write((tx) => {
      removeDynamicKeysBefore(tx, appId, createdAt - this.#rotation(tenant).publishedFor);
      addKey(tx, appId, kind, key);
    });
    return load([key, ...stored]);
  }
}

const nameOf = (appId: string, kind: KeyKind): string => `${appId}/${kind}`;

const load = (keys: readonly StoredKey[]): SigningKey[] =>
  keys.map(({ id, createdAt, privateJwk }) => loadRsaKey(id, createdAt, privateJwk));

import { checkCode, listCodesByPreAuthSessionId, revokeCode } from 'supertokens-node/recipe/passwordless';
import type { LinkQuery } from '../../config/contracts/magic-link.ts';
import { SIGN_IN_CODE_MINUTES } from '../../config/rules/limits.ts';
import { DEFAULT_TENANT } from '../../config/supertokens/tenant.ts';
import { CoreRefused } from '../platform/http/refusal.ts';

/** A request whose code can still be used. */
export interface OpenRequest {
  /** `preAuthSessionId` of SuperTokens. */
  id: string;
  /** The address that the code was sent to. */
  email: string;
  /** Ids of its codes. */
  fresh: string[];
  /** Ids of codes that are too old, which the core may accept for longer. */
  stale: string[];
}

/** Runs a call to the core with a value from a cookie or a link, which may be garbage. */
export async function ignoreIfRefused<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof CoreRefused) return undefined;
    throw error;
  }
}

/** Finds a request by its id; undefined if its codes are used, revoked or too old. Changes nothing. */
export async function findOpenRequest(id: string): Promise<OpenRequest | undefined> {
  const found = await ignoreIfRefused(() =>
    listCodesByPreAuthSessionId({ tenantId: DEFAULT_TENANT, preAuthSessionId: id }),
  );
  if (found?.email === undefined) return undefined;
  const oldest = Date.now() - SIGN_IN_CODE_MINUTES * 60_000;
  const isFresh = ({ timeCreated }: { timeCreated: string | number }) => Number(timeCreated) > oldest;
  const fresh = found.codes.filter(isFresh).map(({ codeId }) => codeId);
  const stale = found.codes.filter((code) => !isFresh(code)).map(({ codeId }) => codeId);
  return fresh.length === 0 ? undefined : { id, email: found.email, fresh, stale };
}

/** Revokes the codes of a request that are too old, before one of its codes is used. */
export async function revokeStale({ stale }: OpenRequest): Promise<void> {
  await Promise.all(stale.map((codeId) => revokeCode({ tenantId: DEFAULT_TENANT, codeId })));
}

/** Returns the address that a link signs in; undefined if the link is not valid. Changes nothing. */
export async function addressOfLink({ id, code }: LinkQuery): Promise<string | undefined> {
  const request = await findOpenRequest(id);
  if (request === undefined) return undefined;
  const checked = await ignoreIfRefused(() =>
    checkCode({ tenantId: DEFAULT_TENANT, preAuthSessionId: id, linkCode: code }),
  );
  return checked?.status === 'OK' ? request.email : undefined;
}

import type { CdiVersion } from '../cdiVersions.ts';
import type { Context } from '../context.ts';
import type { Tenant } from '../recipes/multitenancy/types.ts';
import type { Address } from './address.ts';
import type { BodyShape } from './fields.ts';
import type { QueryShape } from './params.ts';
import type { Reply } from './reply.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/**
 * Which part of the address must exist, and which callers are allowed.
 * - tenant: the tenant of the address
 * - app: the app; refused (403) under any tenant but public, except for callers before CDI 5.0
 * - app-from-any-tenant: the app; the tenant of the address is ignored
 * - unchecked: nothing; the handler checks
 */
export type Scope = 'tenant' | 'app' | 'app-from-any-tenant' | 'unchecked';

/** A request whose parts have been read and validated. */
export interface Call<B, Q, S extends Scope> {
  readonly context: Context;
  readonly address: Address;
  /** For the app scopes, the app's public tenant. */
  readonly tenant: S extends 'unchecked' ? null : Tenant;
  readonly body: B;
  readonly query: Q;
  readonly cdiVersion: CdiVersion;
}

/** A plain object becomes a JSON response with status 200. */
type Answer = object | Reply;

export interface RouteDefinition<B, Q, S extends Scope> {
  readonly method: Method;
  readonly path: string;
  readonly scope: S;
  /** Requires no API key. */
  readonly keyless?: boolean;
  /** Independent of the `cdi-version` header. */
  readonly versionless?: boolean;
  /** Checks the tenant of the address before the app exists check, as the real core does for this route. */
  readonly refusesTenantFirst?: true;
  /** When the tenant is looked up. Default: after body and query were read. */
  readonly findsTenant?: 'before-body' | 'before-fields';
  /** Matches only this `rid` header; a route of the same path without `rid` serves the rest. */
  readonly rid?: string;
  readonly body?: BodyShape<B>;
  readonly query?: QueryShape<Q>;
  /** Validates the fields together, where the real core does so before it looks up the tenant. Throws 400. */
  readonly check?: (input: Pick<Call<B, Q, S>, 'body' | 'query' | 'cdiVersion'>) => void;
  readonly handle: (call: Call<B, Q, S>) => Answer | Promise<Answer>;
}

/** A route with its body and query types erased. */
export type Route = RouteDefinition<unknown, unknown, never>;

export const defineRoute = <const S extends Scope, B = unknown, Q = unknown>(
  definition: RouteDefinition<B, Q, S>,
): Route => definition as unknown as Route;

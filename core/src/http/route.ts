import type { CdiVersion } from '../cdiVersions.ts';
import type { Context } from '../context.ts';
import type { Tenant } from '../recipes/multitenancy/types.ts';
import type { Address } from './address.ts';
import type { BodyShape } from './fields.ts';
import type { QueryShape } from './params.ts';
import type { Reply } from './reply.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/**
 * Which part of the address must exist, and may call.
 * - tenant: the tenant of the address
 * - app: the app; refused (403) under any tenant but public, though not for callers of before 5.0
 * - app-from-any-tenant: the app; the tenant of the address is not looked at
 * - unchecked: nothing; the handler looks for itself
 */
export type Scope = 'tenant' | 'app' | 'app-from-any-tenant' | 'unchecked';

/** What a handler is given: everything already read and checked. */
export interface Call<B, Q, S extends Scope> {
  readonly context: Context;
  readonly address: Address;
  /** For the app scopes, the app's public tenant. */
  readonly tenant: S extends 'unchecked' ? null : Tenant;
  readonly body: B;
  readonly query: Q;
  readonly cdiVersion: CdiVersion;
}

/** A plain object is answered as JSON with status 200. */
type Answer = object | Reply;

export interface RouteDefinition<B, Q, S extends Scope> {
  readonly method: Method;
  readonly path: string;
  readonly scope: S;
  /** Served without an API key. */
  readonly keyless?: boolean;
  /** Served whatever the cdi-version header says. */
  readonly versionless?: boolean;
  /** The real core looks at the tenant of the address before it looks whether the app is there, not after. */
  readonly refusesTenantFirst?: true;
  /** When the tenant is looked up; unless it is said here, once all of the body and the query has been read. */
  readonly findsTenant?: 'before-body' | 'before-fields';
  /** Served for this `rid` header only; a route of the same path without one takes the rest. */
  readonly rid?: string;
  readonly body?: BodyShape<B>;
  readonly query?: QueryShape<Q>;
  /** What is wrong with fields that were read, in what the real core looks at before the tenant. */
  readonly check?: (input: Pick<Call<B, Q, S>, 'body' | 'query' | 'cdiVersion'>) => void;
  readonly handle: (call: Call<B, Q, S>) => Answer | Promise<Answer>;
}

/** A route as the server sees it: what its body and query are made of is known to the route alone. */
export type Route = RouteDefinition<unknown, unknown, never>;

export const defineRoute = <const S extends Scope, B = unknown, Q = unknown>(
  definition: RouteDefinition<B, Q, S>,
): Route => definition as unknown as Route;

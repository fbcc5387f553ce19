import { createHmac } from 'node:crypto';
import * as z from 'zod';
import { getEnv } from '../../config/env/env.ts';
import { deriveKey, equalsExpected } from '../platform/keys.ts';
import type { Provider } from './providers.ts';

/** What the `state` of an authorization request says. */
interface State {
  /** The deploy that asked, to which the callback is forwarded. */
  origin: string;
  /** Names the cookie that binds the request to the browser. */
  id: string;
}

const content = z.tuple([z.string().max(300), z.string().regex(/^[\w-]{22}$/)]);

/** The secret of the client is what deploys of one site have in common. */
function signingKey({ secret }: Provider): Buffer {
  const shared = secret === '' ? getEnv().core.apiKey : secret;
  return deriveKey(shared, 'state of a provider sign-in, version 1');
}

const sign = (provider: Provider, payload: string): Buffer =>
  createHmac('sha256', signingKey(provider)).update(`${provider.id} ${payload}`).digest();

/** Returns the signed `state`, always the same for the same content. */
export function sealState(provider: Provider, { origin, id }: State): string {
  const payload = Buffer.from(JSON.stringify([origin, id])).toString('base64url');
  return `${payload}.${sign(provider, payload).toString('base64url')}`;
}

function parsed(payload: string): State | undefined {
  const [origin, id] = content.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  return { origin, id };
}

/** Reads a `state` that {@link sealState} has made; undefined for anything else. */
export function openState(provider: Provider, state: string | undefined): State | undefined {
  const [payload = '', signature = '', ...rest] = (state ?? '').split('.');
  if (rest.length > 0) return undefined;
  if (!equalsExpected(Buffer.from(signature, 'base64url'), sign(provider, payload))) return undefined;
  return parsed(payload);
}

import { field, invalidField, list, object, text } from '../../../http/fields.ts';
import type { Field } from '../../../http/fields.ts';
import { isStorable } from '../../../http/limits.ts';
import { isJsonObject } from '../../../json.ts';
import type { Json, JsonObject } from '../../../json.ts';
import { trim } from '../../../text.ts';
import type { ClaimNames, Provider, ProviderClient } from '../types.ts';

/** The part of the configuration that the real core reads before it looks up the tenant. */
export const providerConfig = field((value, name) => {
  const config = object.read(value, name);
  text.read(config.thirdPartyId, 'thirdPartyId');
  return config;
});

/** Reads a member as leniently as Gson in the real core: null means absent, a number passes as text. */
const part = <T>(read: (value: Json) => T | undefined): Field<T | undefined> =>
  field((value, name) => {
    if (value === undefined || value === null) return undefined;
    const one = read(value);
    if (one === undefined) throw invalidField(name);
    return one;
  });

const words = part((value) =>
  typeof value === 'object' || !isStorable(String(value)) ? undefined : String(value),
);
const truth = part((value) =>
  typeof value === 'string' ? value.toLowerCase() === 'true' : typeof value === 'boolean' ? value : undefined,
);
const record = part((value) => (isJsonObject(value) ? value : undefined));

/** Picks the known members of an object and omits absent ones. */
function pick<T>(value: JsonObject, parts: { readonly [K in keyof T]-?: Field<T[K] | undefined> }): T {
  const read = Object.entries<Field<unknown>>(parts).map(
    ([name, one]) => [name, one.read(Object.hasOwn(value, name) ? value[name] : undefined, name)] as const,
  );
  return Object.fromEntries(read.filter(([, one]) => one !== undefined)) as T;
}

const scope = field((value, name) =>
  value === undefined || value === null
    ? undefined
    : list(words)
        .read(value, name)
        .map((one) => one ?? null),
);

const client = field((value, name) => {
  const read = pick<ProviderClient>(object.read(value, name), {
    clientType: words,
    clientId: words,
    clientSecret: words,
    scope,
    forcePKCE: truth,
    additionalConfig: record,
  });
  // The real core stores an empty type as absent.
  const { clientType, ...rest } = read;
  return clientType === undefined || clientType === '' ? rest : read;
});

const claimNames = field((value, name) => {
  const names = { userId: words, email: words, emailVerified: words };
  return pick<ClaimNames>(object.read(value ?? {}, name), names);
});

const userInfoMap = field((value, name) =>
  pick<Provider['userInfoMap']>(object.read(value ?? {}, name), {
    fromIdTokenPayload: claimNames,
    fromUserInfoAPI: claimNames,
  }),
);

/** Reads a provider configuration. Unknown members are dropped. */
export function readProvider(config: JsonObject): Provider {
  const provider = pick<Provider>(config, {
    thirdPartyId: words,
    name: words,
    clients: field((value, name) => list(client).read(value ?? [], name)),
    authorizationEndpoint: words,
    authorizationEndpointQueryParams: record,
    tokenEndpoint: words,
    tokenEndpointBodyParams: record,
    userInfoEndpoint: words,
    userInfoEndpointQueryParams: record,
    userInfoEndpointHeaders: record,
    jwksURI: words,
    oidcDiscoveryEndpoint: words,
    requireEmail: truth,
    userInfoMap,
  });
  return { ...provider, thirdPartyId: trim(provider.thirdPartyId) };
}

import { badRequest } from '../../errors.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { Provider } from './types.ts';

const invalid = (problem: string) => badRequest(`Invalid third party config: ${problem}`);

/** Throws 400 for values that the tables of a deployed core could not store. */
export function checkStorable({ clients }: Provider): void {
  if (clients.some(({ clientId }) => clientId === undefined)) throw invalid('clientId cannot be null');
  const types = clients.map(({ clientType = '' }) => clientType);
  if (new Set(types).size < types.length)
    throw invalid('Duplicate clientType was specified in the clients list.');
  if (clients.some((one) => one.scope?.includes(null) === true))
    throw invalid('scope array cannot contain a null');
}

/** Throws 400 for a provider that cannot be used to sign in. */
export function checkProvider(provider: Provider): void {
  if (provider.thirdPartyId === '') throw invalid('thirdPartyId cannot be null or empty');
  checkStorable(provider);
  const needs = NEEDS.find(({ prefix }) => provider.thirdPartyId.startsWith(prefix));
  if (needs !== undefined && !provider.clients.every((one) => needs.isMetBy(one.additionalConfig)))
    throw invalid(needs.problem);
}

const isText = (value: Json | undefined): boolean => typeof value === 'string' && value !== '';

/** Whether `key` is missing or a non-empty text. */
const isTextIfGiven = (config: JsonObject | undefined, key: string): boolean =>
  config === undefined || !Object.hasOwn(config, key) || isText(config[key]);

/** The additionalConfig that some providers require in each client. */
const NEEDS = [
  {
    prefix: 'apple',
    isMetBy: (config: JsonObject | undefined) =>
      ['keyId', 'teamId', 'privateKey'].every((key) => isText(config?.[key])),
    problem:
      'a non empty string value must be specified for keyId, teamId and privateKey in the' +
      ' additionalConfig for Apple provider',
  },
  {
    prefix: 'google-workspaces',
    isMetBy: (config: JsonObject | undefined) => isTextIfGiven(config, 'hd'),
    problem: 'hd in additionalConfig must be a non empty string value',
  },
  {
    prefix: 'boxy-saml',
    isMetBy: (config: JsonObject | undefined) => isTextIfGiven(config, 'boxyURL'),
    problem:
      'a non empty string value must be specified for boxyURL in the additionalConfig for' +
      ' Boxy SAML provider',
  },
];

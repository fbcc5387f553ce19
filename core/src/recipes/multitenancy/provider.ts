import { badRequest } from '../../errors.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { Provider } from './types.ts';

const invalid = (problem: string) => badRequest(`Invalid third party config: ${problem}`);

/** Refuses what could not be kept: a deployed core's tables would not take it. */
export function checkStorable({ clients }: Provider): void {
  if (clients.some(({ clientId }) => clientId === undefined)) throw invalid('clientId cannot be null');
  const types = clients.map(({ clientType = '' }) => clientType);
  if (new Set(types).size < types.length)
    throw invalid('Duplicate clientType was specified in the clients list.');
  if (clients.some((one) => one.scope?.includes(null) === true))
    throw invalid('scope array cannot contain a null');
}

/** Refuses a provider that nobody could log in with. */
export function checkProvider(provider: Provider): void {
  if (provider.thirdPartyId === '') throw invalid('thirdPartyId cannot be null or empty');
  checkStorable(provider);
  const needs = NEEDS.find(({ prefix }) => provider.thirdPartyId.startsWith(prefix));
  if (needs !== undefined && !provider.clients.every((one) => needs.isMetBy(one.additionalConfig)))
    throw invalid(needs.problem);
}

const isText = (value: Json | undefined): boolean => typeof value === 'string' && value !== '';

/** `key` may be missing, but when it is there it must say something. */
const isTextIfGiven = (config: JsonObject | undefined, key: string): boolean =>
  config === undefined || !Object.hasOwn(config, key) || isText(config[key]);

/** What some providers need of the additionalConfig of each client. */
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

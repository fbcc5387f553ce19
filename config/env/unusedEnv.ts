import { PROVIDERS, type ProviderId } from '../signInMethods.ts';
import type { Env } from './env.ts';
import { isSet, type EnvSource, type Variable } from './envVariables.ts';
import { providerVariables } from './socialEnv.ts';

/** Variables that are set and change nothing, with the reason. */
interface Unused {
  variables: readonly Variable[];
  reason: string;
}

const unusedProvider = (source: EnvSource, provider: ProviderId): Unused => ({
  variables: providerVariables(source, provider),
  reason: `SIGN_IN_METHODS does not have ${provider}`,
});

/** All settings that depend on another one, which is off. */
function dependentVariables(source: EnvSource, env: Env): Unused[] {
  const table: (Unused & { isUsed: boolean })[] = [
    {
      variables: ['SECOND_FACTOR_KEY', 'SECOND_FACTOR_OLD_KEY'],
      isUsed: env.secondFactor.policy !== 'off',
      reason: 'SECOND_FACTOR is off',
    },
    {
      variables: ['PASSWORD_BREACH_URL'],
      isUsed: env.breachedPasswordsUrl !== undefined,
      reason: 'PASSWORD_BREACH_CHECK is not true',
    },
    {
      variables: ['EMAIL_VERIFICATION'],
      isUsed: env.smtp !== undefined || source.EMAIL_VERIFICATION?.trim() === 'off',
      reason: 'SMTP_HOST is not set',
    },
    {
      variables: ['LOCAL_PROVIDER_URL'],
      isUsed: !env.deployed,
      reason: 'a deploy has no local provider',
    },
  ];
  return table
    .filter(({ isUsed }) => !isUsed)
    .map(({ variables, reason }) => ({ variables: variables.filter((one) => isSet(source, one)), reason }));
}

/**
 * Returns one line for each setting that is off while its variables are set. The lines contain no values.
 *
 * @param env what was parsed from the variables
 */
export function describeUnusedVariables(source: EnvSource, env: Env): string[] {
  const providers = PROVIDERS.filter((provider) => !env.signInMethods.includes(provider));
  return [
    ...providers.map((provider) => unusedProvider(source, provider)),
    ...dependentVariables(source, env),
  ]
    .filter(({ variables }) => variables.length > 0)
    .map(({ variables, reason }) => {
      const verb = variables.length === 1 ? 'has' : 'have';
      return `Warning: ${variables.join(', ')} ${verb} no effect, because ${reason}.`;
    });
}

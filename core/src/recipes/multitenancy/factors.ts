import { badRequest } from '../../errors.ts';
import type { LoginRules } from './types.ts';

type Toggle = 'emailPasswordEnabled' | 'thirdPartyEnabled' | 'passwordlessEnabled';

/** The recipes that can be disabled per tenant, each with the factors that it implements. */
export const TOGGLED_RECIPES: readonly {
  readonly toggle: Toggle;
  readonly name: 'emailPassword' | 'thirdParty' | 'passwordless';
  readonly factors: readonly string[];
}[] = [
  { toggle: 'emailPasswordEnabled', name: 'emailPassword', factors: ['emailpassword'] },
  { toggle: 'thirdPartyEnabled', name: 'thirdParty', factors: ['thirdparty'] },
  {
    toggle: 'passwordlessEnabled',
    name: 'passwordless',
    factors: ['otp-phone', 'otp-email', 'link-phone', 'link-email'],
  },
];

export const ALL_ENABLED: Readonly<Record<Toggle, boolean>> = {
  emailPasswordEnabled: true,
  thirdPartyEnabled: true,
  passwordlessEnabled: true,
};

export const ALL_DISABLED: Readonly<Record<Toggle, boolean>> = {
  emailPasswordEnabled: false,
  thirdPartyEnabled: false,
  passwordlessEnabled: false,
};

export interface GivenFactors {
  /** undefined: not given, remains unchanged. */
  readonly firstFactors: readonly string[] | null | undefined;
  readonly requiredSecondaryFactors: readonly string[] | null | undefined;
}

const FACTOR = /^[0-9a-zA-Z_().-]+$/;

/** Validates factor names. The real core does so after all other checks of the factors. */
export function checkNames(given: GivenFactors): void {
  for (const name of ['firstFactors', 'requiredSecondaryFactors'] as const)
    if (given[name]?.every((factor) => FACTOR.test(factor)) === false)
      throw badRequest(`${name} should contain only 0-9,a-z,A-Z,_,.,- characters`);
}

/** The first factors that enabled recipes implement; null if all recipes are enabled. */
export function factorsOfEnabled(enabled: Readonly<Record<Toggle, boolean>>): readonly string[] | null {
  const recipes = TOGGLED_RECIPES.filter(({ toggle }) => enabled[toggle]);
  return recipes.length === TOGGLED_RECIPES.length ? null : recipes.flatMap(({ factors }) => factors);
}

/** Applies factors given to version 2 of the endpoints, which enables all recipes. */
export function setFactors(current: LoginRules, given: GivenFactors): LoginRules {
  const { firstFactors, requiredSecondaryFactors } = given;
  if (firstFactors === undefined && requiredSecondaryFactors === undefined) return current;
  const before = current.firstFactors ?? factorsOfEnabled(current);
  return {
    ...ALL_ENABLED,
    firstFactors: firstFactors === undefined ? before : firstFactors,
    requiredSecondaryFactors: noneIfEmpty(
      requiredSecondaryFactors === undefined ? current.requiredSecondaryFactors : requiredSecondaryFactors,
    ),
  };
}

export const noneIfEmpty = (factors: readonly string[] | null): readonly string[] | null =>
  factors?.length === 0 ? null : factors;

import { isAtLeast } from '../../cdiVersions.ts';
import type { CdiVersion } from '../../cdiVersions.ts';
import { forbidden } from '../../errors.ts';
import { TOGGLED_RECIPES } from './factors.ts';
import type { LoginRules, Tenant } from './types.ts';

export type ToggledRecipe = (typeof TOGGLED_RECIPES)[number];

/** What version 5.0 counts as on: none are while there is no first factor to log in by. */
export const isOn = (rules: LoginRules, { toggle }: ToggledRecipe): boolean =>
  rules[toggle] && rules.firstFactors?.length !== 0;

/** What versions before 5.0 count as on: what one of the first factors is good for. */
export const wasOn = (rules: LoginRules, { toggle, factors }: ToggledRecipe): boolean =>
  rules[toggle] && (rules.firstFactors?.some((factor) => factors.includes(factor)) ?? true);

const REFUSALS: Readonly<Record<ToggledRecipe['name'], string>> = {
  emailPassword: 'Email password login not enabled for tenant',
  thirdParty: 'ThirdParty login not enabled for tenant',
  passwordless: 'Passwordless login not enabled for tenant',
};

/** Since 5.1 it is the SDK that heeds what a tenant allows; before, the core did. */
export function checkIsEnabled({ rules }: Tenant, name: ToggledRecipe['name'], cdiVersion: CdiVersion): void {
  if (isAtLeast(cdiVersion, '5.1')) return;
  const isEnabled = isAtLeast(cdiVersion, '5.0') ? isOn : wasOn;
  const recipe = TOGGLED_RECIPES.find((one) => one.name === name);
  if (recipe !== undefined && !isEnabled(rules, recipe)) throw forbidden(REFUSALS[name]);
}

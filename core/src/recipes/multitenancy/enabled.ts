import { isAtLeast } from '../../cdiVersions.ts';
import type { CdiVersion } from '../../cdiVersions.ts';
import { forbidden } from '../../errors.ts';
import { TOGGLED_RECIPES } from './factors.ts';
import type { LoginRules, Tenant } from './types.ts';

export type ToggledRecipe = (typeof TOGGLED_RECIPES)[number];

/** Whether a recipe is enabled in CDI 5.0: never without first factors. */
export const isRecipeEnabled = (rules: LoginRules, { toggle }: ToggledRecipe): boolean =>
  rules[toggle] && rules.firstFactors?.length !== 0;

/** Whether a recipe is enabled before CDI 5.0: if it implements one of the first factors. */
export const wasRecipeEnabled = (rules: LoginRules, { toggle, factors }: ToggledRecipe): boolean =>
  rules[toggle] && (rules.firstFactors?.some((factor) => factors.includes(factor)) ?? true);

const REFUSALS: Readonly<Record<ToggledRecipe['name'], string>> = {
  emailPassword: 'Email password login not enabled for tenant',
  thirdParty: 'ThirdParty login not enabled for tenant',
  passwordless: 'Passwordless login not enabled for tenant',
};

/** Throws 403 if the recipe is disabled. Since CDI 5.1 the SDK enforces this instead. */
export function checkIsEnabled({ rules }: Tenant, name: ToggledRecipe['name'], cdiVersion: CdiVersion): void {
  if (isAtLeast(cdiVersion, '5.1')) return;
  const isEnabled = isAtLeast(cdiVersion, '5.0') ? isRecipeEnabled : wasRecipeEnabled;
  const recipe = TOGGLED_RECIPES.find((one) => one.name === name);
  if (recipe !== undefined && !isEnabled(rules, recipe)) throw forbidden(REFUSALS[name]);
}

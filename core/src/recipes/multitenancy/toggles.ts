import { badRequest } from '../../errors.ts';
import { ALL_DISABLED, factorsOfEnabled, noneIfEmpty, TOGGLED_RECIPES } from './factors.ts';
import type { GivenFactors } from './factors.ts';
import { isRecipeEnabled, wasRecipeEnabled } from './enabled.ts';
import type { ToggledRecipe as Recipe } from './enabled.ts';
import type { LoginRules } from './types.ts';

/** The input of the deprecated endpoints: recipes to enable or disable, and factors. */
export interface GivenToggles extends GivenFactors {
  readonly enabled: Readonly<Record<Recipe['toggle'], boolean | undefined>>;
}

const FIELDS = ['firstFactors', 'requiredSecondaryFactors'] as const;

const PLURAL = { firstFactors: 'first factors', requiredSecondaryFactors: 'required secondary factors' };

export function refuseEmpty(
  field: (typeof FIELDS)[number],
  factors: readonly string[] | null | undefined,
): void {
  if (factors?.length === 0)
    throw badRequest(`${field} cannot be empty. Set null instead to remove all ${PLURAL[field]}.`);
}

/** Throws 400 for factors of a recipe that the same request disables. */
export function refuseContradiction(given: GivenToggles): void {
  for (const { toggle, name, factors } of TOGGLED_RECIPES) {
    if (given.enabled[toggle] !== false) continue;
    for (const field of FIELDS) {
      const factor = factors.find((one) => given[field]?.includes(one));
      if (factor !== undefined)
        throw badRequest(
          `Invalid core config: ${field} should not contain '${factor}' because ${name} is disabled for the tenant.`,
        );
    }
  }
}

/** Applies the input of the deprecated endpoints, which was checked for contradictions. */
export function setToggles(stored: LoginRules, given: GivenToggles): LoginRules {
  const current = withoutEmptyList(stored, given);
  const turnedOn = recipesTurnedOn(current, given);
  const rules = {
    ...current,
    ...Object.fromEntries(
      TOGGLED_RECIPES.map((recipe) => [
        recipe.toggle,
        turnedOn.includes(recipe) || (given.enabled[recipe.toggle] ?? current[recipe.toggle]),
      ]),
    ),
    firstFactors: given.firstFactors === undefined ? firstFactorsAfter(current, given) : given.firstFactors,
    requiredSecondaryFactors: noneIfEmpty(
      given.requiredSecondaryFactors === undefined
        ? withoutDisabled(current.requiredSecondaryFactors, given)
        : given.requiredSecondaryFactors,
    ),
  };
  return withFactorsOn(rules);
}

/**
 * Applies recipes enabled or disabled by callers before CDI 5.0, which had no factors. The recipes stay
 * enabled; the factors are changed to the same effect.
 */
export function setTogglesAlone(current: LoginRules, enabled: GivenToggles['enabled']): LoginRules {
  const turnedOn = TOGGLED_RECIPES.filter(
    (recipe) => enabled[recipe.toggle] === true && !wasRecipeEnabled(current, recipe),
  );
  const rules = { ...current, ...Object.fromEntries(turnedOn.map(({ toggle }) => [toggle, true])) };
  const isOut = ({ toggle }: Recipe) => !rules[toggle] || enabled[toggle] === false;
  const out = TOGGLED_RECIPES.filter((recipe) => isOut(recipe));
  const known = current.firstFactors ?? (out.length === 0 ? null : factorsOf(TOGGLED_RECIPES));
  if (known === null) return rules;
  const added = current.firstFactors === null ? [] : factorsOf(turnedOn);
  const firstFactors = [...new Set([...known, ...added])].filter((one) => !factorsOf(out).includes(one));
  return { ...rules, firstFactors };
}

const factorsOf = (recipes: readonly Recipe[]): string[] => recipes.flatMap(({ factors }) => factors);

/**
 * Treats a version 2 tenant without first factors as one with all recipes disabled, before one is enabled.
 */
function withoutEmptyList(current: LoginRules, { enabled }: GivenToggles): LoginRules {
  const turnsOn = TOGGLED_RECIPES.some(
    (recipe) => enabled[recipe.toggle] === true && !isRecipeEnabled(current, recipe),
  );
  return turnsOn && current.firstFactors?.length === 0
    ? { ...current, ...ALL_DISABLED, firstFactors: null }
    : current;
}

/** A requested factor enables its recipe. */
const recipesTurnedOn = (current: LoginRules, given: GivenFactors): Recipe[] =>
  TOGGLED_RECIPES.filter(
    (recipe) =>
      !isRecipeEnabled(current, recipe) && FIELDS.some((field) => hasFactorOf(recipe, given[field] ?? null)),
  );

const hasFactorOf = ({ factors }: Recipe, list: readonly string[] | null): boolean =>
  list?.some((factor) => factors.includes(factor)) === true;

/**
 * Without a list of first factors, every enabled recipe can be one. A recipe that is enabled only for a
 * secondary factor must not become a first factor, so then the list is written out.
 */
function firstFactorsAfter(current: LoginRules, given: GivenToggles): readonly string[] | null {
  if (current.firstFactors !== null) return withoutDisabled(current.firstFactors, given);
  const isTurnedOn = recipesTurnedOn(current, { ...given, firstFactors: undefined }).some(
    ({ toggle }) => given.enabled[toggle] !== true,
  );
  return isTurnedOn ? factorsOfEnabled({ ...current, ...defined(given.enabled) }) : null;
}

const defined = (enabled: GivenToggles['enabled']): Partial<Record<Recipe['toggle'], boolean>> =>
  Object.fromEntries(Object.entries(enabled).filter(([, one]) => one !== undefined));

function withoutDisabled(
  factors: readonly string[] | null,
  { enabled }: GivenToggles,
): readonly string[] | null {
  const disabled = TOGGLED_RECIPES.filter(({ toggle }) => enabled[toggle] === false);
  return factors?.filter((factor) => !disabled.some((recipe) => recipe.factors.includes(factor))) ?? null;
}

/** Enables the recipes of listed factors. */
const withFactorsOn = (rules: LoginRules): LoginRules => ({
  ...rules,
  ...Object.fromEntries(
    TOGGLED_RECIPES.filter((recipe) => FIELDS.some((field) => hasFactorOf(recipe, rules[field]))).map(
      ({ toggle }) => [toggle, true],
    ),
  ),
});

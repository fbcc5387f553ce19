import { Query } from '../../db/query.ts';
import type { Tx } from '../../db/query.ts';
import type { RecipeId } from './types.ts';

/** The bit of each recipe in a set of recipes, as stored: never change one. */
const RECIPE_BITS: Readonly<Record<RecipeId, number>> = {
  emailpassword: 1,
  thirdparty: 2,
  passwordless: 4,
  webauthn: 8,
};

const isUserRecipe = (recipe: string): recipe is RecipeId => Object.hasOwn(RECIPE_BITS, recipe);

/** The set of recipes as a number. Recipes that create no users are not in it; no recipe means all. */
export const toRecipeSet = (recipes: readonly string[]): number =>
  (recipes.length === 0 ? Object.keys(RECIPE_BITS) : recipes)
    .filter(isUserRecipe)
    .reduce((set, recipe) => set | RECIPE_BITS[recipe], 0);

const clearTenantUsers = new Query('DELETE FROM tenant_users WHERE app_id = ? AND user_id = ?');
const fillTenantUsers = new Query(
  `INSERT INTO tenant_users (app_id, tenant_id, recipe_id, time_joined, user_id, recipes)
   SELECT m.app_id, t.tenant_id, listed.value,
     (SELECT min(o.time_joined) FROM login_methods o WHERE o.app_id = m.app_id AND o.user_id = m.user_id), m.user_id,
     ${Object.entries(RECIPE_BITS)
       .map(([recipe, bit]) => `${bit} * max(m.recipe_id = '${recipe}')`)
       .join(' + ')}
   FROM login_methods m JOIN login_method_tenants t ON t.app_id = m.app_id AND t.recipe_user_id = m.recipe_user_id
   CROSS JOIN json_each(json_array('', m.recipe_id)) listed WHERE m.app_id = ? AND m.user_id = ?
   GROUP BY t.tenant_id, listed.value`,
);

interface Contacts {
  recipe_user_id: string;
  email: string | null;
  phone_number: string | null;
  third_party_id: string | null;
}

const contactsOf = new Query<Contacts>(
  `SELECT recipe_user_id, email, phone_number, third_party_id FROM login_methods
   WHERE app_id = ? AND user_id = ?`,
);
const clearSearch = new Query('DELETE FROM user_search WHERE app_id = ? AND user_id = ?');
const fillSearch = new Query(
  `INSERT INTO user_search (app_id, tenant_id, kind, text, time_joined, user_id, recipe_user_id)
   SELECT u.app_id, u.tenant_id, x.value ->> 'kind', x.value ->> 'text', u.time_joined, u.user_id, t.recipe_user_id
   FROM json_each(?) x
   CROSS JOIN login_method_tenants t ON t.app_id = ? AND t.recipe_user_id = x.value ->> 'method'
   JOIN tenant_users u ON u.app_id = t.app_id AND u.user_id = ? AND u.tenant_id = t.tenant_id AND u.recipe_id = ''`,
);

/** An email from its start, and from each @. */
const emailTexts = (email: string): string[] =>
  email.split('@').map((_, at, parts) => parts.slice(at).join('@'));

const textsOf = ({ recipe_user_id: method, ...contacts }: Contacts): object[] => {
  const { email, phone_number: phone, third_party_id: provider } = contacts;
  return [
    ...(email === null ? [] : emailTexts(email)).map((text) => ({ method, kind: 'email', text })),
    ...(phone === null ? [] : [{ method, kind: 'phone', text: phone }]),
    ...(provider === null ? [] : [{ method, kind: 'provider', text: provider }]),
  ];
};

/**
 * Updates the texts that a search finds a user by: phone numbers and providers from their start, emails from
 * their start and from each @. Call it after every change of them.
 */
export function refreshSearch(tx: Tx, appId: string, userId: string): void {
  clearSearch.run(tx, appId, userId);
  const texts = contactsOf.all(tx, appId, userId).flatMap(textsOf);
  fillSearch.run(tx, JSON.stringify(texts), appId, userId);
}

/** Updates the rows for listing and searching. Call it after every change of a user's login methods. */
export function refreshTenantUsers(tx: Tx, appId: string, userId: string): void {
  clearTenantUsers.run(tx, appId, userId);
  fillTenantUsers.run(tx, appId, userId);
  refreshSearch(tx, appId, userId);
}

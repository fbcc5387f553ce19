import { isAtLeast } from '../../../cdiVersions.ts';
import type { CdiVersion } from '../../../cdiVersions.ts';
import { badRequest } from '../../../errors.ts';
import { field, flag, deferred, list, nullable, object, optional, text } from '../../../http/fields.ts';
import type { Json, JsonObject } from '../../../json.ts';
import { ALL_DISABLED, ALL_ENABLED, checkNames, setFactors, TOGGLED_RECIPES } from '../factors.ts';
import type { TenantUpdate } from '../tenants.ts';
import { refuseContradiction, refuseEmpty, setToggles, setTogglesAlone } from '../toggles.ts';
import type { TenantRecord } from '../types.ts';
import { tenantToJson, tenantToOldJson } from '../wire.ts';

type Factors = readonly string[] | null | undefined;

/**
 * The fields that create or update an app or tenant. All are read after the caller's tenant was looked up.
 */
interface TenantForm {
  readonly coreConfig: () => JsonObject | undefined;
  readonly emailPasswordEnabled: () => Json | undefined;
  readonly thirdPartyEnabled: () => Json | undefined;
  readonly passwordlessEnabled: () => Json | undefined;
  readonly firstFactors: () => Factors;
  readonly requiredSecondaryFactors: () => Factors;
}

/** A list of factors, or null for none. */
const factorList = optional(
  nullable(
    field((value, name) => {
      const factors = list(text).read(value, name);
      if (new Set(factors).size < factors.length)
        throw badRequest(`${name} input should not contain duplicate values`);
      return factors;
    }),
  ),
);

const anything = field((value) => value);

export const tenantForm = {
  coreConfig: deferred(optional(object)),
  emailPasswordEnabled: deferred(anything),
  thirdPartyEnabled: deferred(anything),
  passwordlessEnabled: deferred(anything),
  firstFactors: deferred(factorList),
  requiredSecondaryFactors: deferred(factorList),
};

/** A version of the tenant endpoints: which fields it reads and how it returns a tenant. */
export interface TenantVersion {
  /** Suffix of its paths. */
  readonly suffix: string;
  readonly read: (form: TenantForm, cdiVersion: CdiVersion) => TenantUpdate;
  readonly toJson: (tenant: TenantRecord, cdiVersion: CdiVersion) => object;
}

function readFactors(form: TenantForm): TenantUpdate {
  const coreConfig = form.coreConfig();
  for (const [key, name] of Object.entries(REFUSED))
    if (form[key as keyof typeof REFUSED]() !== undefined)
      throw badRequest(`${name} is not a valid input for this API`);
  const given = {
    firstFactors: form.firstFactors(),
    requiredSecondaryFactors: form.requiredSecondaryFactors(),
  };
  checkNames(given);
  return {
    coreConfig,
    loginRulesAfter: (current) => setFactors(current, given),
    initialRules: { ...ALL_ENABLED, firstFactors: [], requiredSecondaryFactors: null },
  };
}

/** The real core's names of these fields in error messages. */
const REFUSED = {
  emailPasswordEnabled: 'emailPasswordEnabled',
  thirdPartyEnabled: 'thirdParty',
  passwordlessEnabled: 'passwordless',
};

function readToggles(form: TenantForm, cdiVersion: CdiVersion): TenantUpdate {
  const coreConfig = form.coreConfig();
  const toggles = TOGGLED_RECIPES.map(({ toggle }) => [toggle, optional(flag).read(form[toggle](), toggle)]);
  const enabled = Object.fromEntries(toggles) as Record<keyof typeof REFUSED, boolean | undefined>;
  if (!isAtLeast(cdiVersion, '5.0'))
    return {
      coreConfig,
      loginRulesAfter: (current) => setTogglesAlone(current, enabled),
      initialRules: { ...ALL_DISABLED, firstFactors: [], requiredSecondaryFactors: null },
    };
  const firstFactors = form.firstFactors();
  refuseEmpty('firstFactors', firstFactors);
  const requiredSecondaryFactors = form.requiredSecondaryFactors();
  refuseEmpty('requiredSecondaryFactors', requiredSecondaryFactors);
  const given = { enabled, firstFactors, requiredSecondaryFactors };
  refuseContradiction(given);
  checkNames(given);
  return {
    coreConfig,
    loginRulesAfter: (current) => setToggles(current, given),
    initialRules: { ...ALL_DISABLED, firstFactors: null, requiredSecondaryFactors: null },
  };
}

export const VERSIONS: readonly TenantVersion[] = [
  { suffix: '/v2', read: readFactors, toJson: tenantToJson },
  { suffix: '', read: readToggles, toJson: tenantToOldJson },
];

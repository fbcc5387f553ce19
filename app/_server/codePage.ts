import 'server-only';
import {
  CODE_FIELDS,
  CODE_PROBLEM_PARAM,
  CODE_WAIT_PARAM,
  toFactorProblem,
  TRUST_CHECKED,
  USE_PARAM,
  USE_RECOVERY,
} from '@/config/contracts/second-factor';
import { toPlainPath } from '@/config/security/redirectPath';
import { REDIRECT_PARAM } from '@/config/session/sessionRoutes';
import { firstValues, type PageQuery } from './firstValues';

const MAX_WAIT_SECONDS = 86_400;

function readWait(value: string | undefined): number | undefined {
  const seconds = Number(value);
  return Number.isInteger(seconds) && seconds > 0 && seconds <= MAX_WAIT_SECONDS ? seconds : undefined;
}

/** Reads the query of a page that asks for a code. Nothing of it is trusted. */
export function readCodePage(query: PageQuery, fallback: string) {
  const values = firstValues(query);
  return {
    target: toPlainPath(values[REDIRECT_PARAM], fallback),
    problem: toFactorProblem(values[CODE_PROBLEM_PARAM]),
    wait: readWait(values[CODE_WAIT_PARAM]),
    recovery: values[USE_PARAM] === USE_RECOVERY,
    trusts: values[CODE_FIELDS.trust] === TRUST_CHECKED,
  };
}

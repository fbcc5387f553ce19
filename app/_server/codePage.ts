import 'server-only';
import {
  CODE_PROBLEM_PARAM,
  CODE_WAIT_PARAM,
  toFactorProblem,
  USE_PARAM,
  USE_RECOVERY,
} from '@/config/contracts/second-factor';
import { toPlainPath } from '@/config/security/redirectPath';
import { REDIRECT_PARAM } from '@/config/session/sessionRoutes';

type SearchParams = Record<string, string | string[] | undefined>;

const first = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

const MAX_WAIT_SECONDS = 86_400;

function readWait(value: string | undefined): number | undefined {
  const seconds = Number(value);
  return Number.isInteger(seconds) && seconds > 0 && seconds <= MAX_WAIT_SECONDS ? seconds : undefined;
}

/** Reads the query of a page that asks for a code. Nothing of it is trusted. */
export function readCodePage(query: SearchParams, fallback: string) {
  return {
    target: toPlainPath(first(query[REDIRECT_PARAM]), fallback),
    problem: toFactorProblem(first(query[CODE_PROBLEM_PARAM])),
    wait: readWait(first(query[CODE_WAIT_PARAM])),
    recovery: first(query[USE_PARAM]) === USE_RECOVERY,
  };
}

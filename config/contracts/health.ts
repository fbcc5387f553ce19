export const HEALTH_FUNCTION = '/.netlify/functions/health';

/** `GET health`: whether this deploy can sign users in. */
export interface HealthAnswer {
  status: 'ok' | 'unavailable';
  core:
    | {
        reachable: true;
        /** CDI versions that the core supports. */
        versions: string[];
        latencyMs: number;
        /** Paid features of its license; null if it did not say. */
        features: readonly string[] | null;
        /** Features of CORE_FEATURES that are missing. */
        missingFeatures: readonly string[];
        /** One line: what the core lacks for this app, and what to do; null if it lacks nothing. */
        problem: string | null;
      }
    | { reachable: false; /** Why it cannot be used. */ reason: string };
  /** Whether attempts are counted: `down` and `absent` allow all attempts. */
  throttle: 'on' | 'down' | 'absent';
  /** Whether passkeys work: `off` where SIGN_IN_METHODS leaves them out, `absent` without a database. */
  passkeys: 'on' | 'down' | 'absent' | 'off';
  /** Whether second factors can be checked: with `down` and `absent` new sessions can do nothing. */
  secondFactor: 'off' | 'on' | 'down' | 'absent';
  app: {
    version: string;
    /** Set if the build knew it. */
    commit: string | undefined;
  };
}

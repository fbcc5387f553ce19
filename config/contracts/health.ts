export const HEALTH_FUNCTION = '/.netlify/functions/health';

/** `GET health`: can this deploy sign people in? */
export interface HealthAnswer {
  status: 'ok' | 'unavailable';
  core:
    | {
        reachable: true;
        /** Of the interface that the core speaks. */
        versions: string[];
        latencyMs: number;
        /** The paid features that its licence includes; null if it did not say. */
        features: readonly string[] | null;
        /** Those of CORE_FEATURES that it lacks. */
        missingFeatures: readonly string[];
      }
    | { reachable: false; reason: string };
  /** Whether tries are counted: `down` and `absent` let everybody through. */
  throttle: 'on' | 'down' | 'absent';
  app: {
    version: string;
    /** Where the build knew it. */
    commit: string | undefined;
  };
}

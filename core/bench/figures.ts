/** A measured value, optionally with a reference value and a limit. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Latency of single requests in milliseconds. */
  readonly latency?: { readonly p50: number; readonly p99: number };
  /** The value to compare with: recorded, or measured in the same run. */
  readonly beside?: { readonly name: string; readonly value: number };
  /** The limit of the value, or of its ratio to `beside`. */
  readonly limit?: {
    readonly of: 'value' | 'ratio';
    readonly at: number;
    readonly atLeast?: boolean;
  };
}

/** Returns the value below which `share` (0 to 1) of the samples lie. Throws RangeError without samples. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (value === undefined) throw new RangeError('no samples');
  return value;
}

export const latencyOf = (samples: readonly number[]) => ({
  p50: quantile(samples, 0.5),
  p99: quantile(samples, 0.99),
});

/** Whether the figure is within its limit; undefined without a limit. */
export function isWithinLimit({ limit, value, beside }: Figure): boolean | undefined {
  if (limit === undefined) return undefined;
  const measured = limit.of === 'value' ? value : value / (beside?.value ?? NaN);
  return limit.atLeast === true ? measured >= limit.at : measured <= limit.at;
}

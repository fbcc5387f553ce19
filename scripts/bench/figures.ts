/** A line of the bench: a figure, its reference, and the limit or ratio to keep. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** Durations of single calls, in milliseconds. */
  latency?: { p50: number; p99: number };
  /** The reference, measured in the same run. */
  beside?: { name: string; value: number };
  /** Limit of the figure, or of its ratio to `beside`. */
  limit?: { of: 'value' | 'ratio' | 'difference'; at: number; atLeast?: boolean };
}

export function ratioOf({ value, beside }: Figure): number | undefined {
  return beside && value / beside.value;
}

/** Whether the figure is within its limit; undefined without one. */
export function keepsLimit(figure: Figure): boolean | undefined {
  const { limit, value, beside } = figure;
  if (limit === undefined) return undefined;
  const measured = { value, ratio: ratioOf(figure) ?? NaN, difference: value - (beside?.value ?? NaN) }[
    limit.of
  ];
  return limit.atLeast ? measured >= limit.at : measured <= limit.at;
}

/** The value below which `share` (0 to 1) of the samples are. Throws RangeError without samples. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (value === undefined) throw new RangeError('no samples');
  return value;
}

function row(figure: Figure): string[] {
  const number = (value: number) =>
    value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : 1, useGrouping: false });
  const ratio = ratioOf(figure);
  const { limit, latency } = figure;
  return [
    figure.name,
    `${number(figure.value)} ${figure.unit}`,
    latency ? `${number(latency.p50)} / ${number(latency.p99)} ms` : '',
    figure.beside ? `${figure.beside.name} ${number(figure.beside.value)}` : '',
    ratio === undefined ? '' : `× ${number(ratio)}`,
    limit ? `${limit.of} ${limit.atLeast ? '≥' : '≤'} ${number(limit.at)}` : '',
    { true: '✔', false: '✘', undefined: '' }[String(keepsLimit(figure)) as 'true' | 'false' | 'undefined'],
  ];
}

/** The figures as an aligned table. */
export function table(figures: readonly Figure[]): string {
  const rows = [['figure', 'value', 'p50 / p99', 'beside', 'ratio', 'limit', ''], ...figures.map(row)];
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  return rows
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

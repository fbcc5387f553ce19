/** Receives errors that are not part of a response. */
export interface Log {
  error(message: string, cause: unknown): void;
}

export const stderrLog: Log = {
  error: (message, cause) => {
    const detail = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
    process.stderr.write(`core: ${message}: ${detail}\n`);
  },
};

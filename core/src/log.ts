/** Where the core reports what it cannot answer to anybody. */
export interface Log {
  error(message: string, cause: unknown): void;
}

export const stderrLog: Log = {
  error: (message, cause) => {
    const detail = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
    process.stderr.write(`core: ${message}: ${detail}\n`);
  },
};

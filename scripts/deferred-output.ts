/**
 * The output of one of two programs that run at the same time: kept until the other has ended, so that their
 * lines do not mix.
 */
export class DeferredOutput {
  #kept: string[] | undefined = [];
  readonly #write: (line: string) => void;

  constructor(write: (line: string) => void = console.log) {
    this.#write = write;
  }

  /** Prints a line, or keeps it until {@link release}. */
  readonly print = (line: string): void => {
    if (this.#kept === undefined) this.#write(line);
    else this.#kept.push(line);
  };

  /** Prints what was kept; from now on, lines are printed at once. */
  release(): void {
    for (const line of this.#kept ?? []) this.#write(line);
    this.#kept = undefined;
  }
}

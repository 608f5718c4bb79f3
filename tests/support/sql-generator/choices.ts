/**
 * Decisions read from a tape of numbers. When the tape is over every decision is the first and simplest one, so a
 * shorter tape, or one of smaller numbers, makes simpler SQL: that is what shrinking works on.
 */
export class Choices {
  private position = 0;

  constructor(private readonly tape: readonly number[]) {}

  below(bound: number): number {
    const value = this.tape[this.position] ?? 0;
    this.position += 1;
    return value % bound;
  }

  /** True in `percent` of a hundred cases, and never at the end of the tape. */
  chance(percent: number): boolean {
    return this.below(100) >= 100 - percent;
  }

  pick<T>(items: readonly T[]): T {
    const found = items[this.below(items.length)];
    if (found === undefined) throw new Error("Nothing to choose from");
    return found;
  }

  /** Between `least` and `most` results of `make`. */
  several<T>(least: number, most: number, make: (index: number) => T): T[] {
    const count = least + this.below(most - least + 1);
    return Array.from({ length: count }, (_, index) => make(index));
  }
}

/** Where values lie along an axis: 0 at its start, 1 at its end. */
export interface ValueScale {
  readonly minimum: number;
  readonly maximum: number;
  readonly ticks: readonly number[];
  readonly isLogarithmic: boolean;
  /** Null for what a logarithmic axis has no place for. */
  at(value: number): number | null;
}

export interface ScaleInput {
  /** The least and the greatest value to be shown. */
  readonly least: number;
  readonly greatest: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly logarithmic?: boolean;
  /** Bars and areas start at zero, whatever `minimum` says. */
  readonly fromZero?: boolean;
  /** About how many ticks there is room for. */
  readonly tickCount: number;
}

/** An axis with round ticks that covers its values, between the bounds that somebody chose or round ones of its own. */
export function niceScale(input: ScaleInput): ValueScale {
  return input.logarithmic && input.greatest > 0 ? logarithmicScale(input) : linearScale(input);
}

function linearScale({ least, greatest, minimum, maximum, fromZero, tickCount }: ScaleInput): ValueScale {
  let low = fromZero ? Math.min(0, least) : (minimum ?? least);
  let high = maximum ?? (fromZero ? Math.max(0, greatest) : greatest);
  const magnitude = Math.max(Math.abs(low), Math.abs(high));
  if (!(high - low > magnitude * 1e-12 + 1e-300)) {
    // One value, or bounds the wrong way round: something to stand on above and below it.
    const around = magnitude > 1e-280 ? magnitude * 0.1 : 1;
    low = fromZero ? Math.min(0, low) : low - around;
    high = Math.max(high, low) + around;
  }
  const step = niceStep((high - low) / Math.max(1, tickCount));
  if (fromZero ? low < 0 : minimum === undefined) low = Math.floor(low / step + 1e-9) * step + 0;
  if (maximum === undefined) high = Math.ceil(high / step - 1e-9) * step + 0;
  const ticks: number[] = [];
  for (let index = Math.ceil(low / step - 1e-9); index * step <= high + step * 1e-9 && ticks.length < 100; index += 1) {
    ticks.push(rounded(index * step, step));
  }
  const [from, to] = [low, high];
  return { minimum: from, maximum: to, ticks, isLogarithmic: false, at: (value) => (value - from) / (to - from) };
}

function logarithmicScale({ least, greatest, minimum, maximum, tickCount }: ScaleInput): ValueScale {
  const positive = (value: number | undefined) => (value !== undefined && value > 0 ? value : undefined);
  const lowest = positive(minimum) ?? 10 ** Math.floor(Math.log10(positive(least) ?? greatest) + 1e-9);
  const highest = positive(maximum) ?? 10 ** Math.ceil(Math.log10(greatest) - 1e-9);
  const low = Math.log10(lowest);
  const high = highest > lowest ? Math.log10(highest) : low + 1;
  const every = Math.max(1, Math.ceil((high - low) / Math.max(1, tickCount)));
  const ticks: number[] = [];
  for (let power = Math.floor(low); power <= high + 1e-9; power += every) {
    for (const factor of high - low <= 2 ? [1, 2, 5] : [1]) {
      const tick = factor * 10 ** power;
      if (Math.log10(tick) >= low - 1e-9 && Math.log10(tick) <= high + 1e-9) ticks.push(tick);
    }
  }
  return {
    minimum: lowest,
    maximum: 10 ** high,
    ticks,
    isLogarithmic: true,
    at: (value) => (value > 0 ? (Math.log10(value) - low) / (high - low) : null),
  };
}

/** The next of 1, 2, 2.5 and 5 times a power of ten. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((one) => one >= rough / power - 1e-9) ?? 10;
  return factor * power;
}

/** Without the dust that multiplying leaves: 0.30000000000000004 is 0.3. */
function rounded(value: number, step: number): number {
  const digits = Math.min(15, Math.max(0, 2 - Math.floor(Math.log10(step))));
  // Adding zero makes minus zero plain.
  return (Math.abs(value) > 1e15 ? value : Number(value.toFixed(digits))) + 0;
}

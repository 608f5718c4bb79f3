import { ticks as roundTicks } from "d3-array";
import { scaleLinear, scaleLog } from "d3-scale";

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
  return input.logarithmic && input.greatest > 0 ? logarithmicScale(input) : linearNice(input);
}

/** Round numbers between two, hardly more than there is room for. */
export function fewTicks(from: number, to: number, most: number): readonly number[] {
  return roundTicks(
    from,
    to,
    countFor(most, (count) => roundTicks(from, to, count)),
  );
}

/** What to ask d3 for, which comes near a count from either side, so that at most one tick more than `most` comes. */
function countFor(most: number, ticksOf: (count: number) => readonly number[]): number {
  let count = Math.max(2, most);
  while (count > 2 && ticksOf(count).length > most + 1) count -= 1;
  return count;
}

/** An axis from one value to another with the ticks it is given. */
export function linearScale(minimum: number, maximum: number, ticks: readonly number[]): ValueScale {
  // Adding zero makes minus zero plain.
  const [from, to] = [minimum + 0, maximum + 0];
  const at = scaleLinear([from, to], [0, 1]);
  return { minimum: from, maximum: to, ticks: ticks.map((tick) => tick + 0), isLogarithmic: false, at };
}

/**
 * An axis whose ticks are where another one's are, each at a round value of its own, so that gridlines are right for
 * both. Null where there is none: logarithms, a bound that somebody chose and that is no round value at its place.
 */
export function alignedScale(input: ScaleInput, other: ValueScale): ValueScale | null {
  const [first, second] = other.ticks;
  const { least, greatest, minimum, maximum } = input;
  if (first === undefined || second === undefined || maximum !== undefined) return null;
  if (input.logarithmic || other.isLogarithmic || input.fromZero) return null;
  const otherStep = second - first;
  // Where both ends of the other axis are, counted in its steps from its first tick.
  const [start, end] = [(other.minimum - first) / otherStep, (other.maximum - first) / otherStep];
  const low = minimum ?? least;
  // Values that differ by less than ticks can be written are one value.
  const magnitude = Math.max(Math.abs(low), Math.abs(greatest));
  const span = greatest - low > magnitude * 1e-9 ? greatest - low : magnitude || 1;
  for (const step of roundSteps(span / (end - start))) {
    const tick = Math.floor(low / step - start + 1e-9) * step;
    const from = tick + start * step;
    const isBoundKept = minimum === undefined || Math.abs(from - minimum) < step * 1e-9;
    if (!isBoundKept || tick + end * step < greatest - step * 1e-9) continue;
    const ticks = other.ticks.map((_, index) => rounded(tick + index * step));
    return linearScale(rounded(from), rounded(tick + end * step), ticks);
  }
  return null;
}

/** The next few of 1, 2, 2.5 and 5 times a power of ten. */
function roundSteps(rough: number): readonly number[] {
  const power = Math.floor(Math.log10(rough));
  const steps = [power, power + 1].flatMap((one) => [1, 2, 2.5, 5].map((factor) => Number(`${factor}e${one}`)));
  return steps.filter((step) => step >= rough * (1 - 1e-9)).slice(0, 4);
}

/** Without the dust that multiplying leaves: 0.30000000000000004 is 0.3. */
const rounded = (value: number) => Number(value.toPrecision(12));

function linearNice({ least, greatest, minimum, maximum, fromZero, tickCount }: ScaleInput): ValueScale {
  let low = fromZero ? Math.min(0, least) : (minimum ?? least);
  let high = maximum ?? (fromZero ? Math.max(0, greatest) : greatest);
  const magnitude = Math.max(Math.abs(low), Math.abs(high));
  if (!(high - low > magnitude * 1e-12 + 1e-300)) {
    // One value, or bounds the wrong way round: something to stand on above and below it.
    const around = magnitude > 1e-280 ? magnitude * 0.1 : 1;
    low = fromZero ? Math.min(0, low) : low - around;
    high = Math.max(high, low) + around;
  }
  // Only an end that nobody chose moves to a round value.
  const isLowChosen = fromZero ? low === 0 : minimum !== undefined;
  const boundsFor = (count: number): readonly [number, number] => {
    const [from = low, to = high] = scaleLinear([low, high], [0, 1]).nice(count).domain();
    return [isLowChosen ? low : from, maximum === undefined ? to : high];
  };
  const ticksFor = (count: number) => roundTicks(...boundsFor(count), count);
  const count = countFor(tickCount, ticksFor);
  return linearScale(...boundsFor(count), ticksFor(count));
}

function logarithmicScale({ least, greatest, minimum, maximum, tickCount }: ScaleInput): ValueScale {
  const positive = (value: number | undefined) => (value !== undefined && value > 0 ? value : undefined);
  const [low = 1, high = 10] = scaleLog([positive(least) ?? greatest, greatest], [0, 1])
    .nice()
    .domain();
  const from = positive(minimum) ?? low;
  const chosen = positive(maximum) ?? high;
  const to = chosen > from ? chosen : from * 10;
  const scale = scaleLog([from, to], [0, 1]);
  const decades = Math.log10(to / from);
  // Between few powers of ten there is room for twos and fives as well.
  const ticks =
    decades <= 2
      ? scale.ticks(10).filter((tick) => [1, 2, 5].includes(Number(tick.toExponential(6).split("e")[0])))
      : fewTicks(Math.ceil(Math.log10(from) - 1e-9), Math.log10(to) + 1e-9, tickCount)
          .filter(Number.isInteger)
          .map((power) => Number(`1e${power}`));
  return {
    minimum: from,
    maximum: to,
    ticks,
    isLogarithmic: true,
    at: (value) => (value > 0 ? scale(value) : null),
  };
}

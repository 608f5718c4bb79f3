const microsPerDay = 86_400_000_000;
const firstFourDigitDay = -719_528;
const lastFourDigitDay = 2_932_896;

let lastDay = Number.NaN;
let lastDayText = "";

/** `YYYY-MM-DD` for a number of days since 1970, or nothing outside the years 0 to 9999. */
export function isoDate(day: number): string | undefined {
  if (day === lastDay) return lastDayText;
  if (day < firstFourDigitDay || day > lastFourDigitDay) return undefined;
  // Rows next to each other are often of one day, and this is the costly part.
  lastDayText = new Date(day * 86_400_000).toISOString().slice(0, 10);
  lastDay = day;
  return lastDayText;
}

/** `YYYY-MM-DDTHH:MM:SS[.ffffff]` for microseconds since 1970, without trailing zeros; nothing outside the years 0 to 9999. */
export function isoTimestamp(micros: bigint): string | undefined {
  const [day, rest] = splitDay(micros);
  const date = isoDate(day);
  if (date === undefined) return undefined;
  const seconds = Math.floor(rest / 1_000_000);
  const fraction = rest - seconds * 1_000_000;
  const time = `${twoDigits(seconds / 3_600)}:${twoDigits((seconds / 60) % 60)}:${twoDigits(seconds % 60)}`;
  const suffix = fraction === 0 ? "" : `.${String(fraction).padStart(6, "0").replace(/0+$/, "")}`;
  return `${date}T${time}${suffix}`;
}

function splitDay(micros: bigint): [day: number, rest: number] {
  const value = Number(micros);
  if (Number.isSafeInteger(value)) {
    const day = Math.floor(value / microsPerDay);
    return [day, value - day * microsPerDay];
  }
  // Beyond the year 2255 a double no longer counts microseconds.
  const rest = ((micros % BigInt(microsPerDay)) + BigInt(microsPerDay)) % BigInt(microsPerDay);
  return [Number((micros - rest) / BigInt(microsPerDay)), Number(rest)];
}

function twoDigits(value: number): string {
  const whole = Math.trunc(value);
  return whole < 10 ? `0${whole}` : String(whole);
}

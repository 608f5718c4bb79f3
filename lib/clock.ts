/** The time, in one place, so that tests of expiry can move it. */
let offsetMilliseconds = 0;

export function now(): Date {
  return new Date(Date.now() + offsetMilliseconds);
}

export function secondsFromNow(seconds: number): Date {
  return new Date(now().getTime() + seconds * 1000);
}

/** Whole seconds until then, rounded up; 0 when it has come. */
export function secondsUntil(time: Date): number {
  return Math.max(0, Math.ceil((time.getTime() - now().getTime()) / 1000));
}

/** For tests only: shifts the clock by so many milliseconds from real time. */
export function shiftClock(milliseconds: number): void {
  offsetMilliseconds = milliseconds;
}

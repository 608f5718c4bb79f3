/** Periods to choose at once, each up to now. */
export const periods = {
  hour: { label: "Last hour", hours: 1 },
  day: { label: "Last 24 hours", hours: 24 },
  week: { label: "Last 7 days", hours: 168 },
  month: { label: "Last 30 days", hours: 720 },
  quarter: { label: "Last 90 days", hours: 2_160 },
} as const;

export type AuditPeriod = keyof typeof periods;

/** Stands in the address while days are chosen by hand. */
export const chosenDays = "days";

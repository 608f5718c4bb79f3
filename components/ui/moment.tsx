"use client";
import { Tooltip } from "@mantine/core";
import { useEffect, useState } from "react";

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** A point in time, relative for reading (`3 hours ago`), exact in the tooltip. Server and first paint show the date. */
export function Moment({ value, empty = "Never" }: { value: Date | string | null; empty?: string }) {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  if (!value) return <span>{empty}</span>;
  const date = new Date(value);
  const iso = date.toISOString();
  const exact = `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
  return (
    <Tooltip label={exact}>
      <time dateTime={iso}>{now === null ? iso.slice(0, 10) : relative((date.getTime() - now) / 1000)}</time>
    </Tooltip>
  );
}

function relative(seconds: number): string {
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? [null, 1];
  if (!unit) return "just now";
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

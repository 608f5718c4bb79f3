"use client";
import { Select, Text, TextInput } from "@mantine/core";
import { useUrlState } from "@/components/data-table/use-url-state";
import { chosenDays, periods } from "../audit-period";

const choices = [
  ...Object.entries(periods).map(([value, { label }]) => ({ value, label })),
  { value: chosenDays, label: "Days…" },
];

/** When: a period up to now, or days chosen by hand. */
export function PeriodFilter() {
  const { get, set } = useUrlState();
  const from = get("from") ?? "";
  const to = get("to") ?? "";
  const period = from || to ? chosenDays : get("period");
  return (
    <>
      <Select
        aria-label="Period"
        placeholder="Any time"
        data={choices}
        value={period}
        onChange={(chosen) => set({ period: chosen, from: null, to: null })}
        clearable
        w={{ base: "100%", xs: 150 }}
      />
      {period === chosenDays ? (
        <>
          <Day name="From" value={from} onChange={(day) => set({ from: day })} />
          <Day name="Until" value={to} onChange={(day) => set({ to: day })} />
        </>
      ) : null}
    </>
  );
}

function Day({ name, value, onChange }: { name: string; value: string; onChange: (day: string) => void }) {
  return (
    <TextInput
      type="date"
      aria-label={name}
      leftSection={<Text size="xs">{name}</Text>}
      leftSectionWidth={54}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

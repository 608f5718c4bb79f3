"use client";
import { Group, NumberInput, Select, Stack, TextInput } from "@mantine/core";
import type { CardFormat } from "@/lib/dashboards/card-options";

interface FormatInputProps {
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (value: CardFormat | undefined) => void;
}

const styles = [
  { value: "number", label: "Number" },
  { value: "compact", label: "Short number (1.2 M)" },
  { value: "percent", label: "Percent" },
  { value: "currency", label: "Currency" },
  { value: "date", label: "Date" },
];

const dateStyles = [
  { value: "short", label: "1/31/26" },
  { value: "medium", label: "Jan 31, 2026" },
  { value: "long", label: "January 31, 2026" },
  { value: "month", label: "January 2026" },
  { value: "quarter", label: "Q1 2026" },
  { value: "year", label: "2026" },
];

/** How numbers or dates are written. */
export function FormatInput({ label, value, onChange }: FormatInputProps) {
  const format = value as CardFormat | undefined;
  const set = (change: Partial<CardFormat>) => format && onChange(withoutEmpty({ ...format, ...change }));
  return (
    <Stack gap="xs">
      <Select
        label={label}
        placeholder="As the data suggests"
        data={styles}
        value={format?.style ?? null}
        onChange={(style) => {
          if (!style) return onChange(undefined);
          const known = style as CardFormat["style"];
          onChange(known === "currency" ? { style: known, currency: "USD" } : { style: known });
        }}
        clearable
      />
      {format && format.style !== "date" ? (
        <Group grow align="start" gap="xs">
          <NumberInput
            label="Digits"
            placeholder="By itself"
            min={0}
            max={10}
            value={format.digits ?? ""}
            onChange={(digits) => set({ digits: typeof digits === "number" ? digits : undefined })}
          />
          {format.style === "currency" ? (
            <TextInput
              label="Currency"
              maxLength={3}
              value={format.currency ?? ""}
              error={/^[A-Z]{3}$/.test(format.currency ?? "") ? undefined : "Three capitals, such as USD"}
              onChange={({ currentTarget }) => set({ currency: currentTarget.value.toUpperCase() })}
            />
          ) : (
            <TextInput
              label="Unit"
              maxLength={20}
              placeholder="min"
              value={format.unit ?? ""}
              onChange={({ currentTarget }) => set({ unit: currentTarget.value })}
            />
          )}
        </Group>
      ) : null}
      {format?.style === "date" ? (
        <Select
          label="Written as"
          data={dateStyles}
          placeholder="By itself"
          value={format.dateStyle ?? null}
          onChange={(dateStyle) => set({ dateStyle: (dateStyle ?? undefined) as CardFormat["dateStyle"] })}
          clearable
        />
      ) : null}
    </Stack>
  );
}

function withoutEmpty(format: CardFormat): CardFormat {
  const given = Object.entries(format).filter(([, part]) => part !== undefined && part !== "");
  return Object.fromEntries(given) as CardFormat;
}

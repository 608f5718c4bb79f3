"use client";
import { useControls } from "@/components/form-controls/controls";
import type { CardFormat } from "@/lib/dashboards/card-options";
import type { EditorMessageName } from "../messages/english";
import { useEditorWords } from "../messages/use-editor-words";

interface FormatInputProps {
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (value: CardFormat | undefined) => void;
}

const styles: Readonly<Record<CardFormat["style"], EditorMessageName>> = {
  number: "formatNumber",
  compact: "formatCompact",
  percent: "formatPercent",
  currency: "formatCurrency",
  date: "formatDate",
};

/** Each is written as an example of itself, in the language of whoever chooses. */
const dateStyles: Readonly<Record<NonNullable<CardFormat["dateStyle"]>, Intl.DateTimeFormatOptions | null>> = {
  short: { dateStyle: "short" },
  medium: { dateStyle: "medium" },
  long: { dateStyle: "long" },
  month: { month: "long", year: "numeric" },
  quarter: null,
  year: { year: "numeric" },
};

const example = new Date(Date.UTC(2026, 0, 31, 12));

/** How numbers or dates are written. */
export function FormatInput({ label, value, onChange }: FormatInputProps) {
  const ui = useControls();
  const { say, locale } = useEditorWords();
  const format = value as CardFormat | undefined;
  const set = (change: Partial<CardFormat>) => format && onChange(withoutEmpty({ ...format, ...change }));
  const written = (options: Intl.DateTimeFormatOptions | null) =>
    options
      ? new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }).format(example)
      : say("quarterOf", { quarter: 1, year: 2026 });
  return (
    <ui.Stack isTight>
      <ui.Select
        label={label}
        placeholder={say("asDataSuggests")}
        choices={Object.entries(styles).map(([style, name]) => ({ value: style, label: say(name) }))}
        value={format?.style ?? null}
        onChange={(style) => {
          if (!style) return onChange(undefined);
          const known = style as CardFormat["style"];
          onChange(known === "currency" ? { style: known, currency: "USD" } : { style: known });
        }}
        canBeEmpty
      />
      {format && format.style !== "date" ? (
        <ui.Row>
          <ui.Numeric
            label={say("digits")}
            placeholder={say("byItself")}
            min={0}
            max={10}
            value={format.digits}
            onChange={(digits) => set({ digits })}
          />
          {format.style === "currency" ? (
            <ui.Text
              label={say("formatCurrency")}
              maxLength={3}
              value={format.currency ?? ""}
              error={/^[A-Z]{3}$/.test(format.currency ?? "") ? undefined : say("currencyCode")}
              onChange={(currency) => set({ currency: currency.toUpperCase() })}
            />
          ) : (
            <ui.Text
              label={say("unit")}
              maxLength={20}
              placeholder={say("unitExample")}
              value={format.unit ?? ""}
              onChange={(unit) => set({ unit })}
            />
          )}
        </ui.Row>
      ) : null}
      {format?.style === "date" ? (
        <ui.Select
          label={say("writtenAs")}
          choices={Object.entries(dateStyles).map(([style, options]) => ({ value: style, label: written(options) }))}
          placeholder={say("byItself")}
          value={format.dateStyle ?? null}
          onChange={(dateStyle) => set({ dateStyle: (dateStyle ?? undefined) as CardFormat["dateStyle"] })}
          canBeEmpty
        />
      ) : null}
    </ui.Stack>
  );
}

function withoutEmpty(format: CardFormat): CardFormat {
  const given = Object.entries(format).filter(([, part]) => part !== undefined && part !== "");
  return Object.fromEntries(given) as CardFormat;
}

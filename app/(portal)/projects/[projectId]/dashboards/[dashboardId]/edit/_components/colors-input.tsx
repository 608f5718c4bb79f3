"use client";
import { ActionIcon, Button, Fieldset, Group, Stack, TextInput, UnstyledButton } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { seriesColor } from "@/components/charts/palette";
import surface from "@/components/dashboards/dashboard-view.module.css";
import { paletteNames } from "./palette-names";
import classes from "./panel.module.css";

interface ColorsInputProps {
  readonly label: string;
  readonly value: unknown;
  /** The options of the card: the columns it draws are series whose names are known. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly onChange: (value: Record<string, number> | undefined) => void;
}

/**
 * Colours by the name of a series. Names are those of the drawn columns, or typed: values of the data are never put here
 * by themselves, since a definition must not keep what a query gave (R21).
 */
export function ColorsInput({ label, value, options, onChange }: ColorsInputProps) {
  const [name, setName] = useState("");
  const colors = (value ?? {}) as Record<string, number>;
  const drawn = [options.yColumns, options.barColumns, options.lineColumns].flatMap((list) =>
    Array.isArray(list) ? list.map(String) : [],
  );
  const names = [...new Set([...drawn, ...Object.keys(colors)])];
  const set = (series: string, place: number | null) => {
    const { [series]: _, ...others } = colors;
    const next = place === null ? others : { ...others, [series]: place };
    onChange(Object.keys(next).length > 0 ? next : undefined);
  };
  return (
    <Fieldset legend={label} radius="md" className={surface.dashboard}>
      <Stack gap="xs">
        {names.map((series) => (
          <Group key={series} gap={6} wrap="nowrap">
            <span className={classes.seriesName}>{series}</span>
            {paletteNames.map((color, place) => (
              <UnstyledButton
                key={color}
                className={classes.swatch}
                style={{ background: seriesColor(place) }}
                aria-label={`${series}: ${color}`}
                aria-pressed={colors[series] === place}
                onClick={() => set(series, colors[series] === place ? null : place)}
              />
            ))}
            {series in colors ? (
              <ActionIcon
                variant="subtle"
                size={22}
                aria-label={`No colour of its own for ${series}`}
                onClick={() => set(series, null)}
              >
                <IconTrash size={13} aria-hidden />
              </ActionIcon>
            ) : null}
          </Group>
        ))}
        <Group gap="xs" wrap="nowrap">
          <TextInput
            flex={1}
            size="xs"
            aria-label="Name of a series or slice"
            placeholder="Name of a series or slice"
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Button
            size="xs"
            variant="default"
            disabled={name.trim() === ""}
            onClick={() => {
              set(name.trim(), 0);
              setName("");
            }}
          >
            Add
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

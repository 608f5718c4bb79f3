"use client";
import { Switch } from "@mantine/core";

/** Turns a layer of the policy on or off. */
export function LayerSwitch(props: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <Switch
      checked={props.on}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
      label={props.on ? "On" : "Off"}
      aria-label={props.label}
    />
  );
}

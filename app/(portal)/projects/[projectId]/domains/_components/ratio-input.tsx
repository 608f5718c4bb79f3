"use client";
import { Select } from "@mantine/core";
import classes from "./domain-editor.module.css";
import type { EditedRatio } from "./edited-definition";
import type { RatioChoice } from "./ratio-choices";

export interface RatioInputProps {
  /** Names the measure that this is the ratio of. */
  readonly label: string;
  readonly ratio: EditedRatio;
  readonly choices: readonly RatioChoice[];
  readonly problem: (part: string) => string | undefined;
  readonly onChange: (ratio: EditedRatio) => void;
}

/** Two measures, the first divided by the second. */
export function RatioInput({ label, ratio, choices, problem, onChange }: RatioInputProps) {
  const side = (name: "of" | "to", words: string) => (
    <Select
      aria-label={`${label}: ${words}`}
      placeholder={words}
      searchable
      allowDeselect={false}
      data={[...choices]}
      value={ratio[name] || null}
      error={problem(`ratio.${name}`)}
      onChange={(value) => onChange({ ...ratio, [name]: value ?? "" })}
    />
  );
  return (
    <div className={classes.ratio}>
      {side("of", "what is divided")}
      <span aria-hidden>÷</span>
      {side("to", "what it is divided by")}
    </div>
  );
}

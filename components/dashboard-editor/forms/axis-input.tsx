"use client";
import { useControls } from "@/components/form-controls/controls";
import type { AxisOptions } from "@/lib/dashboards/card-options";
import { useEditorWords } from "../messages/use-editor-words";

interface AxisInputProps {
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (value: AxisOptions | undefined) => void;
}

/** An axis: what is left empty follows from the data. */
export function AxisInput({ label, value, onChange }: AxisInputProps) {
  const ui = useControls();
  const { say } = useEditorWords();
  const axis = (value ?? {}) as AxisOptions;
  const set = (change: Partial<AxisOptions>) => {
    const given = Object.entries({ ...axis, ...change }).filter(
      ([, part]) => part !== undefined && part !== "" && part !== false,
    );
    onChange(given.length > 0 ? (Object.fromEntries(given) as AxisOptions) : undefined);
  };
  return (
    <ui.Fieldset legend={label}>
      <ui.Text label={say("title")} maxLength={200} value={axis.title ?? ""} onChange={(title) => set({ title })} />
      <ui.Row>
        <ui.Numeric
          label={say("from")}
          placeholder={say("byItself")}
          value={axis.minimum}
          onChange={(minimum) => set({ minimum })}
        />
        <ui.Numeric
          label={say("to")}
          placeholder={say("byItself")}
          value={axis.maximum}
          onChange={(maximum) => set({ maximum })}
        />
      </ui.Row>
      <ui.Checkbox
        label={say("logarithmic")}
        checked={axis.logarithmic === true}
        onChange={(logarithmic) => set({ logarithmic })}
      />
    </ui.Fieldset>
  );
}

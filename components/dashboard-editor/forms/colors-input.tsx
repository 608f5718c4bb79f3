"use client";
import { useState } from "react";
import { seriesColor } from "@/components/charts/palette";
import surface from "@/components/dashboards/dashboard-view.module.css";
import { useControls } from "@/components/form-controls/controls";
import { useEditorWords } from "../messages/use-editor-words";
import styles from "./forms.module.css";
import { paletteNames } from "./palette-names";

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
  const ui = useControls();
  const { say } = useEditorWords();
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
    <ui.Fieldset legend={label}>
      {names.map((series) => (
        <div key={series} className={`${surface.dashboard} ${styles.swatches}`}>
          <span className={styles.seriesName}>{series}</span>
          {paletteNames.map((color, place) => (
            <button
              key={color}
              type="button"
              className={styles.swatch}
              style={{ background: seriesColor(place) }}
              aria-label={`${series}: ${say(color)}`}
              aria-pressed={colors[series] === place}
              onClick={() => set(series, colors[series] === place ? null : place)}
            />
          ))}
          {series in colors ? (
            <ui.IconButton
              icon="remove"
              label={say("noOwnColor", { name: series })}
              onClick={() => set(series, null)}
            />
          ) : null}
        </div>
      ))}
      <ui.Line>
        <ui.Text
          isSmall
          isLabelHidden
          label={say("seriesName")}
          placeholder={say("seriesName")}
          value={name}
          onChange={setName}
        />
        <ui.Button
          disabled={name.trim() === ""}
          onClick={() => {
            set(name.trim(), 0);
            setName("");
          }}
        >
          {say("add")}
        </ui.Button>
      </ui.Line>
    </ui.Fieldset>
  );
}

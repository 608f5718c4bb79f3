"use client";
import {
  IconChartArea,
  IconChartBar,
  IconChartDots,
  IconChartFunnel,
  IconChartHistogram,
  IconChartLine,
  IconChartPie,
  IconChartTreemap,
  IconGridDots,
  IconNumber123,
  IconTable,
  IconWand,
} from "@tabler/icons-react";
import type { ChartChoice, ChartKind } from "@/components/charts/chart-choice";
import { optionsFor, suggestChart } from "@/components/charts/suggest-chart";
import { useControls } from "@/components/form-controls/controls";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import { drawableCard } from "../card-of-draft";
import { columnsOf } from "../columns-of";
import type { EditorMessageName } from "../messages/english";
import { useEditorWords } from "../messages/use-editor-words";
import { chartFields } from "../option-fields";
import type { DrawingFormProps } from "./drawing-form";
import styles from "./forms.module.css";
import { OptionForm } from "./option-form";

const kinds: readonly {
  readonly kind: ChartKind;
  readonly label: EditorMessageName;
  readonly Icon: typeof IconTable;
}[] = [
  { kind: "NUMBER", label: "kindNumber", Icon: IconNumber123 },
  { kind: "LINE", label: "kindLine", Icon: IconChartLine },
  { kind: "AREA", label: "kindArea", Icon: IconChartArea },
  { kind: "BAR", label: "kindBar", Icon: IconChartBar },
  { kind: "COMBO", label: "kindCombo", Icon: IconChartHistogram },
  { kind: "PIE", label: "kindPie", Icon: IconChartPie },
  { kind: "SCATTER", label: "kindScatter", Icon: IconChartDots },
  { kind: "HEATMAP", label: "kindHeatmap", Icon: IconGridDots },
  { kind: "FUNNEL", label: "kindFunnel", Icon: IconChartFunnel },
  { kind: "TABLE", label: "kindTable", Icon: IconTable },
  { kind: "PIVOT", label: "kindPivot", Icon: IconChartTreemap },
];

/** The kind of drawing and what is drawn where. */
export function ChartForm({ card, rows, onChange }: DrawingFormProps) {
  const ui = useControls();
  const { say } = useEditorWords();
  const columns = columnsOf(rows, card.id);
  const line = rows.lines.get(card.id);
  const answer = line && !line.error ? line : null;
  const setKind = (kind: ChartKind) => {
    const previous = drawableCard(card)
      ? ({ kind: card.kind, options: card.options } as unknown as ChartChoice)
      : undefined;
    const options = answer ? optionsFor(kind, answer, previous) : null;
    onChange({ kind, options: (options ?? {}) as DraftCard["options"] });
  };
  return (
    <ui.Stack>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would put its own frame around the choices */}
      <div className={styles.kinds} role="group" aria-label={say("kind")}>
        {kinds.map(({ kind, label, Icon }) => (
          <button
            key={kind}
            type="button"
            className={styles.kind}
            aria-pressed={card.kind === kind}
            onClick={() => setKind(kind)}
          >
            <Icon size={20} stroke={1.5} aria-hidden />
            {say(label)}
          </button>
        ))}
      </div>
      {answer ? (
        <ui.Button
          icon={<IconWand size={14} aria-hidden />}
          onClick={() => onChange(suggestChart(answer) as unknown as Partial<DraftCard>)}
        >
          {say("chooseFitting")}
        </ui.Button>
      ) : null}
      <OptionForm
        fields={chartFields[card.kind]}
        options={card.options}
        columns={columns}
        onChange={(options, key) => onChange({ options: options as DraftCard["options"] }, `${key}:${card.id}`)}
      />
    </ui.Stack>
  );
}

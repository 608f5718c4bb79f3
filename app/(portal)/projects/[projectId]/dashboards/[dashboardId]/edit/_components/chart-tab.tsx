"use client";
import { Button, Stack, UnstyledButton } from "@mantine/core";
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
import { drawableCard } from "@/components/dashboard-editor/card-of-draft";
import { columnsOf } from "@/components/dashboard-editor/columns-of";
import { chartFields } from "@/components/dashboard-editor/option-fields";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import type { DrawingTabProps } from "./card-panel";
import { OptionForm } from "./option-form";
import classes from "./panel.module.css";

const kinds: readonly { readonly kind: ChartKind; readonly label: string; readonly Icon: typeof IconTable }[] = [
  { kind: "NUMBER", label: "Number", Icon: IconNumber123 },
  { kind: "LINE", label: "Line", Icon: IconChartLine },
  { kind: "AREA", label: "Area", Icon: IconChartArea },
  { kind: "BAR", label: "Bar", Icon: IconChartBar },
  { kind: "COMBO", label: "Combo", Icon: IconChartHistogram },
  { kind: "PIE", label: "Pie", Icon: IconChartPie },
  { kind: "SCATTER", label: "Scatter", Icon: IconChartDots },
  { kind: "HEATMAP", label: "Heatmap", Icon: IconGridDots },
  { kind: "FUNNEL", label: "Funnel", Icon: IconChartFunnel },
  { kind: "TABLE", label: "Table", Icon: IconTable },
  { kind: "PIVOT", label: "Pivot", Icon: IconChartTreemap },
];

/** The kind of drawing and what is drawn where. */
export function ChartTab({ card, rows, onChange }: DrawingTabProps) {
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
    <Stack gap="md">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would put its own frame around the choices */}
      <div className={classes.kinds} role="group" aria-label="Kind">
        {kinds.map(({ kind, label, Icon }) => (
          <UnstyledButton
            key={kind}
            className={classes.kind}
            aria-pressed={card.kind === kind}
            onClick={() => setKind(kind)}
          >
            <Icon size={20} stroke={1.5} aria-hidden />
            {label}
          </UnstyledButton>
        ))}
      </div>
      {answer ? (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconWand size={14} aria-hidden />}
          onClick={() => onChange(suggestChart(answer) as unknown as Partial<DraftCard>)}
        >
          Choose what fits the data
        </Button>
      ) : null}
      <OptionForm
        fields={chartFields[card.kind]}
        options={card.options}
        columns={columns}
        onChange={(options, key) => onChange({ options: options as DraftCard["options"] }, `${key}:${card.id}`)}
      />
    </Stack>
  );
}

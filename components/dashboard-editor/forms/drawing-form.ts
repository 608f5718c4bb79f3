import type { DraftCard } from "@/lib/dashboards/draft-schema";
import type { CardRowsState } from "../use-card-rows";

/** What choosing a drawing takes, also where the card is on no dashboard yet. */
export interface DrawingFormProps {
  readonly card: DraftCard;
  readonly rows: Pick<CardRowsState, "lines">;
  /** Changes the card; steps of one key in quick succession are one to undo. */
  readonly onChange: (change: Partial<DraftCard>, key?: string) => void;
}

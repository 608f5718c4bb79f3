"use client";
import { confirmRemoval } from "@/components/ui/confirm-removal";
import type { DatasetView } from "@/lib/datasets/dataset-schema";
import { deleteDatasetAction } from "../actions";

export function confirmDatasetRemoval(dataset: DatasetView, onDone?: () => void): void {
  confirmRemoval({
    kind: "dataset",
    name: dataset.name,
    consequences: [
      "Cards that read it refuse from their next query on, on every dashboard and in every embed",
      "The tables it reads stay untouched",
    ],
    typeName: true,
    remove: () => deleteDatasetAction(dataset.id),
    onDone,
  });
}

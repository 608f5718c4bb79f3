"use client";
import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useRouter } from "next/navigation";
import type { DatasetView } from "@/lib/datasets/dataset-schema";
import { confirmDatasetRemoval } from "./confirm-dataset-removal";
import { DuplicateDialog } from "./duplicate-dialog";

/** Duplicate and delete, on the dataset's own page. */
export function DatasetButtons({ dataset }: { dataset: DatasetView }) {
  const router = useRouter();
  const [opened, dialog] = useDisclosure(false);
  const leave = () => router.push(`/projects/${dataset.projectId}/datasets`);
  return (
    <>
      <Button variant="default" onClick={dialog.open}>
        Duplicate
      </Button>
      <Button variant="default" c="var(--bh-danger)" onClick={() => confirmDatasetRemoval(dataset, leave)}>
        Delete
      </Button>
      {opened ? <DuplicateDialog dataset={dataset} onClose={dialog.close} /> : null}
    </>
  );
}

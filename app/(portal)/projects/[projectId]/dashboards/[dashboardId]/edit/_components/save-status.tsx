"use client";
import { Button } from "@mantine/core";
import type { SaveState } from "@/components/dashboard-editor/use-draft";
import classes from "./editor.module.css";

export interface SaveStatusProps {
  readonly state: SaveState;
  readonly isChanged: boolean;
  readonly onTakeOther: () => void;
}

const words: Readonly<Record<SaveState, string>> = {
  saved: "Draft saved",
  unsaved: "Saving…",
  saving: "Saving…",
  failed: "Not saved, trying again. Nothing is lost while this page is open.",
  elsewhere: "Your draft was changed in another window.",
};

/** Whether what is on the screen is kept, in words that screen readers tell. */
export function SaveStatus({ state, isChanged, onTakeOther }: SaveStatusProps) {
  const isQuiet = state === "saved" && !isChanged;
  return (
    <span className={classes.status} data-state={state}>
      <span role="status">{isQuiet ? "Published" : words[state]}</span>
      {state === "elsewhere" ? (
        <Button size="compact-xs" variant="default" onClick={onTakeOther}>
          Choose
        </Button>
      ) : null}
    </span>
  );
}

"use client";
import { useControls } from "@/components/form-controls/controls";
import { cardsOn } from "../card-of-draft";
import { withNewTab, withoutTab } from "../edit-content";
import { useEditorWords } from "../messages/use-editor-words";
import type { DashboardFormProps } from "./dashboard-form";
import { withMoved } from "./with-moved";

/** The pages of the dashboard: their names and order. */
export function TabsForm({ content, change }: Pick<DashboardFormProps, "content" | "change">) {
  const ui = useControls();
  const words = useEditorWords();
  const { say } = words;
  const { tabs } = content;
  const move = (index: number, by: number) =>
    change((current) => ({ ...current, tabs: withMoved(current.tabs, index, by) }));
  return (
    <ui.Stack>
      <ui.Note>{say("tabsHelp")}</ui.Note>
      {tabs.map(({ id, title }, index) => (
        <ui.Line key={id}>
          <ui.Text
            isLabelHidden
            label={say("titleOfTab", { number: index + 1 })}
            maxLength={100}
            value={title}
            error={title.trim() === "" ? say("giveTabTitle") : undefined}
            onChange={(next) =>
              change(
                (current) => ({
                  ...current,
                  tabs: current.tabs.map((tab) => (tab.id === id ? { ...tab, title: next } : tab)),
                }),
                `tab:${id}`,
              )
            }
          />
          <ui.IconButton
            icon="up"
            disabled={index === 0}
            label={say("moveUp", { name: title })}
            onClick={() => move(index, -1)}
          />
          <ui.IconButton
            icon="down"
            disabled={index === tabs.length - 1}
            label={say("moveDown", { name: title })}
            onClick={() => move(index, 1)}
          />
          <ui.IconButton
            icon="remove"
            label={say("removeNamed", { name: title })}
            title={cardsOn(content, id).length > 0 ? say("cardsGoToTabBefore") : undefined}
            onClick={() => change((current) => withoutTab(current, id))}
          />
        </ui.Line>
      ))}
      <ui.Button disabled={tabs.length >= 20} onClick={() => change((current) => withNewTab(current, words))}>
        {say("addTab")}
      </ui.Button>
    </ui.Stack>
  );
}

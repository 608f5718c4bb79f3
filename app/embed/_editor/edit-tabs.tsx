import { useEditorWords } from "@/components/dashboard-editor/messages/use-editor-words";
import { TabBar } from "@/components/dashboards/tab-bar";
import type { DraftContent } from "@/lib/dashboards/draft-schema";

interface EditTabsProps {
  readonly tabs: DraftContent["tabs"];
  readonly shown: string | null;
  readonly onChange: (tab: string) => void;
}

/** The pages of the dashboard under work, as viewers get them. */
export function EditTabs({ tabs, shown, onChange }: EditTabsProps) {
  const { say } = useEditorWords();
  if (tabs.length === 0) return null;
  const named = tabs.map(({ id, title }) => ({ id, title: title || say("untitledTab") }));
  return <TabBar tabs={named} shown={shown} panelId="edited-tab" onChange={onChange} />;
}

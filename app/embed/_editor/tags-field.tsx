import { useState } from "react";
import { useEditorWords } from "@/components/dashboard-editor/messages/use-editor-words";
import type { TagsProps } from "@/components/form-controls/controls";
import styles from "./controls.module.css";
import { FieldFrame } from "./field-frame";

/** Values that are typed one after the other: Enter or leaving the field takes one in. */
export function TagsField({ value, most = Number.POSITIVE_INFINITY, placeholder, onChange, ...frame }: TagsProps) {
  const { say } = useEditorWords();
  const [text, setText] = useState("");
  const take = () => {
    const added = text.trim();
    setText("");
    if (added !== "" && !value.includes(added) && value.length < most) onChange([...value, added]);
  };
  return (
    <>
      <FieldFrame {...frame}>
        {(wiring) => (
          <input
            {...wiring}
            value={text}
            placeholder={placeholder}
            disabled={value.length >= most}
            onChange={({ target }) => setText(target.value)}
            onBlur={take}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              take();
            }}
          />
        )}
      </FieldFrame>
      {value.length > 0 ? (
        <ul className={styles.tags} aria-label={frame.label}>
          {value.map((one) => (
            <li key={one}>
              <button
                type="button"
                aria-label={say("removeNamed", { name: one })}
                onClick={() => onChange(value.filter((other) => other !== one))}
              >
                {one} <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

"use client";
import { useRef } from "react";
import { SearchSelect } from "@/components/ui/search-select";
import type { ShareSubject } from "@/lib/shares/share-schema";
import { scopeWords } from "../../../../_labels/words";
import { findShareSubjectsAction } from "../share-actions";
import { subjectKey } from "./share-input";

export interface SubjectSelectProps {
  readonly dashboardId: string;
  readonly value: ShareSubject | null;
  readonly onChange: (subject: ShareSubject | null) => void;
  readonly label?: string;
  readonly placeholder?: string;
  /** Which of those found are offered; all of them without it. */
  readonly offers?: (subject: ShareSubject) => boolean;
}

/** One of those whom this person may share this dashboard with, found on the server. */
export function SubjectSelect({ dashboardId, value, onChange, offers = () => true, ...rest }: SubjectSelectProps) {
  const found = useRef(new Map<string, ShareSubject>());
  const load = async (words: string) => {
    const outcome = await findShareSubjectsAction(dashboardId, words);
    if (!outcome.ok) return [];
    return outcome.data.filter(offers).map((subject) => {
      found.current.set(subjectKey(subject), subject);
      return { value: subjectKey(subject), label: labelOf(subject) };
    });
  };
  return (
    <SearchSelect
      label="Share with"
      placeholder="A person, a group, a tenant, or everyone"
      {...rest}
      load={load}
      chosen={value && { value: subjectKey(value), label: labelOf(value) }}
      value={value && subjectKey(value)}
      onChange={(key) => onChange(key === null ? null : (found.current.get(key) ?? value))}
      clearable
      data-autofocus
    />
  );
}

function labelOf(subject: ShareSubject): string {
  const detail = [scopeWords[subject.scope], subject.detail].filter(Boolean).join(", ");
  return subject.subjectId === null ? subject.name : `${subject.name} (${detail})`;
}

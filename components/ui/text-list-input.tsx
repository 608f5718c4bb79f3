"use client";
import { TagsInput, type TagsInputProps } from "@mantine/core";

export interface TextListInputProps
  extends Pick<TagsInputProps, "label" | "description" | "error" | "placeholder" | "disabled" | "aria-label"> {
  readonly value?: readonly string[];
  readonly onChange?: (value: string[]) => void;
  readonly suggestions?: readonly string[];
  /** Off where a comma may be part of a text. */
  readonly commas?: boolean;
}

/** A list of short texts; each is taken over on Enter, at a comma, or when the field is left. */
export function TextListInput({
  value,
  onChange,
  suggestions,
  placeholder,
  commas = true,
  ...rest
}: TextListInputProps) {
  const separator = commas ? /[,\n]/ : /\n/;
  const accept = (texts: string[]) => {
    const parts = texts.flatMap((text) => text.split(separator)).map((text) => text.trim());
    onChange?.([...new Set(parts.filter((text) => text !== ""))]);
  };
  return (
    <TagsInput
      {...rest}
      value={[...(value ?? [])]}
      onChange={accept}
      data={[...(suggestions ?? [])]}
      placeholder={value?.length ? undefined : placeholder}
      splitChars={commas ? [",", "\n"] : ["\n"]}
      acceptValueOnBlur
    />
  );
}

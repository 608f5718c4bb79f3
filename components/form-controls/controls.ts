import { type ComponentType, createContext, type ReactNode, useContext } from "react";

/** One of what can be chosen. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface FieldProps {
  readonly label: string;
  /** Told to screen readers only. */
  readonly isLabelHidden?: boolean;
  readonly help?: string;
  readonly error?: string;
  readonly placeholder?: string;
  readonly isSmall?: boolean;
}

export interface SelectProps extends FieldProps {
  readonly choices: readonly Choice[];
  readonly value: string | null;
  /** Whether nothing may be chosen, too. */
  readonly canBeEmpty?: boolean;
  /** There may be many: they are found faster by typing. */
  readonly isLong?: boolean;
  readonly onChange: (value: string | null) => void;
}

export interface SeveralProps extends FieldProps {
  readonly choices: readonly Choice[];
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
}

export interface SearchProps extends FieldProps {
  /** Finds what the words mean; all there is without any. */
  readonly load: (words: string) => Promise<Choice[]>;
  readonly chosen: Choice | null;
  readonly onChange: (value: string | null) => void;
}

export interface TextProps extends FieldProps {
  readonly value: string;
  readonly maxLength?: number;
  /** Of a text of several lines: how many are seen at least. */
  readonly rows?: number;
  readonly onChange: (value: string) => void;
}

export interface NumericProps extends FieldProps {
  readonly value: number | undefined;
  readonly min?: number;
  readonly max?: number;
  readonly onChange: (value: number | undefined) => void;
}

export interface TagsProps extends FieldProps {
  readonly value: readonly string[];
  readonly most?: number;
  readonly onChange: (value: string[]) => void;
}

export interface TickProps extends FieldProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export interface SegmentsProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export interface ButtonProps {
  readonly children: ReactNode;
  readonly icon?: ReactNode;
  /** Looks like a link among fields. */
  readonly isQuiet?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

export interface IconButtonProps {
  readonly icon: "up" | "down" | "remove" | "open" | "add";
  readonly label: string;
  /** Shown where somebody points at it. */
  readonly title?: string;
  readonly disabled?: boolean;
  readonly expanded?: boolean;
  readonly onClick: () => void;
}

export interface AddMenuProps {
  readonly label: string;
  readonly items: readonly { readonly label: string; readonly onChoose: () => void }[];
}

interface Around {
  readonly children: ReactNode;
}

/** What forms are made of, so that one form is drawn with the portal's fields and with an embed's own. */
export interface Controls {
  readonly Select: ComponentType<SelectProps>;
  /** One of many, found by typing. */
  readonly Search: ComponentType<SearchProps>;
  readonly Several: ComponentType<SeveralProps>;
  readonly Text: ComponentType<TextProps>;
  readonly Numeric: ComponentType<NumericProps>;
  readonly Tags: ComponentType<TagsProps>;
  readonly Switch: ComponentType<TickProps>;
  readonly Checkbox: ComponentType<TickProps>;
  readonly Segments: ComponentType<SegmentsProps>;
  readonly Button: ComponentType<ButtonProps>;
  readonly IconButton: ComponentType<IconButtonProps>;
  readonly AddMenu: ComponentType<AddMenuProps>;
  readonly Fieldset: ComponentType<Around & { readonly legend: string }>;
  readonly Stack: ComponentType<Around & { readonly isTight?: boolean }>;
  /** Fields beside each other, equally wide. */
  readonly Row: ComponentType<Around>;
  /** A field or words that take the room, and small buttons after them. */
  readonly Line: ComponentType<Around>;
  readonly Note: ComponentType<Around & { readonly isBad?: boolean }>;
}

export const ControlsContext = createContext<Controls | null>(null);

/** The fields of whoever shows the form. */
export function useControls(): Controls {
  const controls = useContext(ControlsContext);
  if (!controls) throw new Error("A form stands outside of a ControlsContext");
  return controls;
}

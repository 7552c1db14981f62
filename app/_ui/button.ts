/** How buttons and links that act look; one primary action a page. */

export type ButtonKind = "primary" | "quiet" | "plain" | "danger";
export type ButtonSize = "small" | "normal" | "large";

const SHAPE =
  "inline-flex items-center justify-center gap-2 rounded-lg font-medium whitespace-nowrap " +
  "transition-colors disabled:opacity-55 aria-disabled:opacity-55 select-none";

const KIND: Readonly<Record<ButtonKind, string>> = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong",
  quiet: "border border-line bg-surface text-ink hover:border-line-strong",
  plain: "text-soft hover:bg-sunken hover:text-ink",
  danger: "border border-line bg-surface text-bad hover:border-bad",
};

const SIZE: Readonly<Record<ButtonSize, string>> = {
  small: "min-h-8 px-3 text-sm",
  normal: "min-h-10 px-4 text-[0.95rem]",
  large: "min-h-12 px-6 text-base",
};

export function buttonClass(kind: ButtonKind = "quiet", size: ButtonSize = "normal"): string {
  return `${SHAPE} ${KIND[kind]} ${SIZE[size]}`;
}

export const FIELD_CLASS =
  "w-full rounded-lg border border-line-strong bg-surface px-3 py-2 text-ink " +
  "placeholder:text-faint aria-invalid:border-bad";

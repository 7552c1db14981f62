/** Diagnostics of a text, each with its place; the severity is a word, not only a colour. */
import { useTranslations } from "next-intl";
import type { Diagnostic } from "#lib/shared";

type DiagnosticListProps = {
  readonly diagnostics: readonly Diagnostic[];
  /** Where a line of the text can be looked at. */
  readonly lineHref?: (line: number) => string;
};

const INK = { error: "text-bad", warning: "text-warn", info: "text-soft" } as const;

export function DiagnosticList({ diagnostics, lineHref }: DiagnosticListProps) {
  const t = useTranslations("shell");
  return (
    <ul className="grid gap-1.5 text-[0.93rem]">
      {diagnostics.map((one) => {
        const place = t("line", { line: one.line });
        return (
          <li
            key={`${one.line}:${one.column}:${one.code}:${one.message}`}
            className="grid grid-cols-[4.5rem_5.5rem_1fr] gap-x-3 max-sm:grid-cols-[auto_1fr]"
          >
            <span className={`font-medium ${INK[one.severity]}`}>{t(one.severity)}</span>
            {lineHref ? (
              <a href={lineHref(one.line)} className="text-soft underline underline-offset-4">
                {place}
              </a>
            ) : (
              <span className="text-soft">{place}</span>
            )}
            <span className="wrap-anywhere max-sm:col-span-2">{one.message}</span>
          </li>
        );
      })}
    </ul>
  );
}

"use client";
/** One command line with a button that copies it. */
import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";

export function CopyLine({ text }: { readonly text: string }) {
  const t = useTranslations("shell");
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  const Icon = copied ? Check : Copy;
  return (
    <div className="flex min-w-0 items-center gap-3 rounded-lg bg-sunken py-1.5 pr-1.5 pl-4">
      <code className="min-w-0 grow overflow-x-auto py-1 text-sm whitespace-nowrap" tabIndex={-1}>
        <span aria-hidden="true" className="mr-2 text-faint select-none">
          $
        </span>
        {text}
      </code>
      <button
        type="button"
        onClick={copy}
        className="flex min-h-9 items-center gap-1.5 rounded-md px-3 text-sm text-soft hover:bg-line/60 hover:text-ink"
      >
        <Icon aria-hidden="true" className="size-4" />
        <span aria-live="polite">{copied ? t("copied") : t("copy")}</span>
      </button>
    </div>
  );
}

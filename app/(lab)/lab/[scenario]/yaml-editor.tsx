"use client";
/** CodeMirror on YAML in the page's own colours; loaded only when a bench is open. */
import { autocompletion, completeAnyWord } from "@codemirror/autocomplete";
import { indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { linter, lintGutter, type Diagnostic as Mark } from "@codemirror/lint";
import { EditorState, type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, placeholder as emptyText, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { basicSetup, EditorView } from "codemirror";
import { useEffect, useRef } from "react";
import type { Diagnostic } from "#lib/shared";

type YamlEditorProps = {
  readonly label: string;
  readonly placeholder: string;
  readonly text: string;
  readonly revision: number;
  /** A line to point at; counted from 1. */
  readonly line: number | null;
  readonly onType: (text: string) => void;
  readonly onSubmit: () => void;
  readonly onCheck: (text: string) => Promise<readonly Diagnostic[]>;
};

const LOOK = EditorView.theme({
  "&": { height: "100%", backgroundColor: "transparent", color: "var(--ink)", fontSize: "0.86rem" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.65" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--ink-faint)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--sunken)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused": { outline: "none" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--accent-soft) !important",
  },
  ".cm-blamed": { backgroundColor: "var(--bad-soft)" },
  ".cm-placeholder": { color: "var(--ink-faint)" },
  ".cm-tooltip": {
    backgroundColor: "var(--surface)",
    border: "1px solid var(--line)",
    borderRadius: "8px",
    overflow: "hidden",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "var(--accent-soft)",
    color: "var(--ink)",
  },
  ".cm-diagnostic": { padding: "6px 10px", borderLeft: "none", fontFamily: "var(--font-sans)" },
});

const COLOURS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--accent)" },
  { tag: [tags.string, tags.content], color: "var(--ink)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--good)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--ink-faint)", fontStyle: "italic" },
  { tag: [tags.separator, tags.punctuation, tags.meta], color: "var(--ink-soft)" },
]);

const blame = StateEffect.define<number | null>();

/** The blamed line, until it is edited. */
const blamedLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = transaction.docChanged ? Decoration.none : marks;
    for (const effect of transaction.effects) {
      if (!effect.is(blame)) continue;
      const line = effect.value;
      const valid = line !== null && line >= 1 && line <= transaction.state.doc.lines;
      next = valid
        ? Decoration.set([
            Decoration.line({ class: "cm-blamed" }).range(transaction.state.doc.line(line).from),
          ])
        : Decoration.none;
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function marksOf(state: EditorState, diagnostics: readonly Diagnostic[]): readonly Mark[] {
  const { doc } = state;
  const offset = (line: number, column: number) => {
    const at = doc.line(Math.min(Math.max(1, line), doc.lines));
    return Math.min(at.from + Math.max(0, column - 1), at.to);
  };
  return diagnostics.map((one) => {
    const from = offset(one.line, one.column);
    const to = Math.max(from, offset(one.endLine, one.endColumn));
    // A whole document would be underlined as a whole; its first line says enough.
    return {
      from,
      to: Math.min(to, doc.lineAt(from).to),
      severity: one.severity,
      message: one.message,
    };
  });
}

/** `latest` is asked at the time of each event: the editor outlives many renders. */
function extensionsOf(first: YamlEditorProps, latest: () => YamlEditorProps): readonly Extension[] {
  return [
    keymap.of([
      {
        key: "Mod-Enter",
        run: () => {
          latest().onSubmit();
          return true;
        },
      },
      indentWithTab,
    ]),
    basicSetup,
    indentUnit.of("  "),
    yaml(),
    autocompletion({ override: [completeAnyWord] }),
    LOOK,
    syntaxHighlighting(COLOURS),
    blamedLine,
    lintGutter(),
    linter(async ({ state }) => marksOf(state, await latest().onCheck(state.doc.toString())), {
      delay: 400,
    }),
    emptyText(first.placeholder),
    EditorView.contentAttributes.of({ "aria-label": first.label }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) latest().onType(update.state.doc.toString());
    }),
  ];
}

export function YamlEditor(props: YamlEditorProps) {
  const { line, text, revision } = props;
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    const parent = place.current;
    if (!parent) return undefined;
    const made = new EditorView({
      parent,
      state: EditorState.create({
        doc: latest.current.text,
        extensions: [...extensionsOf(latest.current, () => latest.current)],
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a replaced text is put in.
  useEffect(() => {
    const made = view.current;
    if (!made || made.state.doc.toString() === text) return;
    made.dispatch({ changes: { from: 0, to: made.state.doc.length, insert: text } });
  }, [revision]);

  useEffect(() => {
    const made = view.current;
    if (!made) return;
    const inside = line !== null && line <= made.state.doc.lines ? line : null;
    made.dispatch({
      effects: [
        blame.of(inside),
        ...(inside === null
          ? []
          : [EditorView.scrollIntoView(made.state.doc.line(inside).from, { y: "center" })]),
      ],
    });
  }, [line]);

  return <div ref={place} className="h-full overflow-hidden" data-testid="yaml-editor" />;
}

/**
 * One note → everything that it gives by itself: proposals, scenarios, open questions, gaps,
 * diagnostics. It depends on the note's text alone, so that it can be kept by that text.
 */
import type { CardProposal, CardSource, Gap, OpenQuestion } from "#lib/deck";
import type { Diagnostic, Language } from "#lib/shared";
import { type CheckContext, checks } from "../checks/index.ts";
import { LIMITS } from "../limit.ts";
import { SCENARIO_RULE, type ScenarioDraft, scenarioFrom } from "../quizzes/note-scenario.ts";
import { command } from "../rules/command.ts";
import { correction } from "../rules/correction.ts";
import { definitionOf } from "../rules/definition-text.ts";
import { cardRules, claimDomains } from "../rules/index.ts";
import { ownText } from "../rules/piece.ts";
import type { CardRule, Draft, RuleContext } from "../rules/rule.ts";
import { shellComment } from "../rules/shell-comment.ts";
import type { Block, Piece } from "../syntax/block.ts";
import { languageOfBlock } from "../syntax/language.ts";
import { isEmptyText } from "../syntax/rubbish.ts";
import { type ParsedNote, parseNote, type Section } from "../syntax/section.ts";
import { namesIn } from "../syntax/vocabulary.ts";
import { PieceContext, type Where } from "./piece-context.ts";

/** A proposal with what only the merge needs to know. */
export type Proposed = {
  readonly card: CardProposal;
  readonly claim: string | undefined;
  readonly scenario: ScenarioDraft | undefined;
};

export type NoteCards = {
  readonly path: string;
  readonly language: Language;
  readonly title: string;
  readonly proposed: readonly Proposed[];
  readonly openQuestions: readonly OpenQuestion[];
  readonly gaps: readonly Gap[];
  readonly diagnostics: readonly Diagnostic[];
};

export type NoteOptions = CheckContext & { readonly rulesOff: ReadonlySet<string> };

/** What they ask of an installation is done once and looked up. */
const STEP_RULES: ReadonlySet<CardRule> = new Set([command, shellComment]);

type Why = Pick<CardRule, "id" | "why">;

class Walk {
  readonly proposed: Proposed[] = [];
  readonly openQuestions: OpenQuestion[] = [];
  private readonly covered = new Set<Piece>();
  private readonly rules = new Map<Piece["kind"], CardRule[]>();

  constructor(
    private readonly note: ParsedNote,
    private readonly options: NoteOptions,
  ) {
    for (const rule of cardRules) {
      if (options.rulesOff.has(rule.id)) continue;
      for (const kind of rule.asks) {
        const rules = this.rules.get(kind) ?? [];
        rules.push(rule);
        this.rules.set(kind, rules);
      }
    }
  }

  section(section: Section): void {
    if (section.rubbish || section.off) return;
    const where = { section, ancestors: [], insideQuote: false };
    if (section.heading !== undefined) {
      this.ask(section.heading, { ...where, previous: undefined, next: section.blocks[0] });
    }
    this.blocks(section.blocks, where);
  }

  private blocks(blocks: readonly Block[], where: Omit<Where, "previous" | "next">): void {
    const seen = blocks.filter((block) => block.kind !== "html" || /<summary>/i.test(block.text));
    seen.forEach((block, at) => {
      this.block(block, { ...where, previous: seen[at - 1], next: seen[at + 1] });
    });
  }

  private block(block: Block, where: Where): void {
    if (this.covered.has(block)) return;
    const steps = block.kind === "list" && block.ordered && where.section.recipe;
    if (!steps) this.ask(block, where);
    if (block.kind === "list") for (const item of block.items) this.item(item, where, steps);
    if (block.kind === "quote" && !this.covered.has(block)) {
      this.blocks(block.blocks, { ...where, insideQuote: true });
    }
    if (block.kind === "code") this.scenario(block, where);
  }

  private item(item: Extract<Piece, { kind: "item" }>, where: Where, isStep: boolean): void {
    if (item.checked !== undefined) return;
    const alone = { ...where, previous: undefined, next: undefined };
    if (this.covered.has(item)) {
      this.ask(item, alone, [correction]);
      return;
    }
    const text = ownText(item);
    if (!isStep) this.ask(item, alone);
    const inner = { ...where, ancestors: [...where.ancestors, definitionOf(text)?.name ?? text] };
    const [first, ...rest] = item.blocks;
    if (first === undefined) return;
    const below = first.kind === "paragraph" && !first.indented ? rest : item.blocks;
    below.forEach((block, at) => {
      const previous = below[at - 1] ?? (below === rest ? first : undefined);
      this.block(block, { ...inner, previous, next: below[at + 1] });
    });
  }

  private ask(piece: Piece, where: Where, rules = this.rules.get(piece.kind) ?? []): void {
    const text = ownText(piece);
    if ((piece.kind === "item" || piece.kind === "paragraph") && isEmptyText(text)) {
      if (piece.kind === "paragraph" || text !== "") return;
    }
    if (piece.kind === "code" && piece.text.length > LIMITS.yamlBlockBytesMax) return;
    const context = this.context(piece, where);
    for (const rule of rules) {
      if (where.section.recipe && STEP_RULES.has(rule)) continue;
      const finding = rule.cardsFrom(piece, context);
      if (finding === undefined) continue;
      for (const draft of finding.cards) this.propose(draft, rule, piece, context);
      for (const question of finding.questions ?? []) {
        this.openQuestions.push({ path: this.note.path, line: piece.line, text: question });
      }
      for (const covered of finding.covers ?? []) this.covered.add(covered);
      if (finding.open !== true) return;
    }
  }

  private scenario(code: Extract<Block, { kind: "code" }>, where: Where): void {
    if (this.options.rulesOff.has(SCENARIO_RULE.id)) return;
    const context = this.context(code, where);
    const { language, section, previous } = context;
    const found = scenarioFrom(code, {
      path: this.note.path,
      language,
      headings: section.headings,
      previous,
    });
    if (found !== undefined) this.propose(found.card, SCENARIO_RULE, code, context, found.scenario);
  }

  private context(piece: Piece, where: Where): RuleContext {
    const language = languageOfBlock(wordsOf(piece, where.section), this.note.language);
    return new PieceContext(this.note.path, language, where);
  }

  private propose(
    draft: Draft,
    rule: Why,
    piece: Piece,
    context: RuleContext,
    scenario?: ScenarioDraft,
  ): void {
    if (this.proposed.length >= LIMITS.cardsPerNoteMax) return;
    const { line, endLine, claim, reverse, tags = [], ...card } = draft;
    const source: CardSource = {
      path: this.note.path,
      headings: context.section.headings,
      line: line ?? piece.line,
      endLine: endLine ?? (draft.line === undefined ? piece.endLine : draft.line),
    };
    const names = namesIn(`${draft.front} ${draft.kind === "scenario" ? "" : draft.back}`);
    const own = [...tags, ...context.section.aliases, ...(reverse === true ? ["reverse"] : [])];
    const domains = claim === undefined ? undefined : claimDomains.get(claim);
    const proposal: CardProposal = {
      ...card,
      language: context.language,
      rule: rule.id,
      why: rule.why[context.language],
      tags: [...new Set([...own, ...names.tags])],
      domains: domains ?? names.domains,
      sources: [source],
    };
    this.proposed.push({ card: proposal, claim, scenario });
  }
}

/** The words that decide a piece's language. */
function wordsOf(piece: Piece, section: Section): string {
  switch (piece.kind) {
    case "heading":
      return [piece.text, ...section.blocks.slice(0, 1).map(ownText)].join("\n");
    case "list":
      return piece.items.map(ownText).join("\n");
    case "quote":
      return piece.blocks.map(ownText).join(" ");
    case "table":
      return [...piece.header, ...piece.rows.flatMap((row) => row.cells)].join("\n");
    case "code":
    case "break":
      return "";
    case "html":
      return piece.text.replace(/<[^>]*>/g, "");
    default:
      return ownText(piece);
  }
}

export function noteCards(path: string, text: string, options: NoteOptions): NoteCards {
  const note = parseNote(path, text);
  const walk = new Walk(note, options);
  for (const section of note.sections) walk.section(section);
  const gaps = note.sections.flatMap((section): Gap[] => {
    const heading = section.words?.text ?? "";
    return section.gap && heading !== "" && section.heading !== undefined
      ? [{ path, line: section.heading.line, heading }]
      : [];
  });
  return {
    path,
    language: note.language,
    title: note.title,
    proposed: walk.proposed,
    openQuestions: walk.openQuestions,
    gaps,
    diagnostics: checks
      .flatMap((check) => check(note, options))
      .slice(0, LIMITS.diagnosticsPerNoteMax),
  };
}

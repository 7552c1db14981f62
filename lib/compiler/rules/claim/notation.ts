/** Claims about how manifests are written. */
import type { Claim } from "./claim.ts";

export const NOTATION_CLAIMS: readonly Claim[] = [
  {
    id: "X59",
    keys: ["matchlabels", "matchexpressions"],
    readings: [
      {
        says: [
          /match(?:Labels|Expressions)/i,
          /selector|セレクター?/i,
          /\bsame (?:indent\w*|level|depth|column|line up)|\b(?:next to|beside|alongside|sibling\w*|aligned|parallel to|level with)\b|同じ(?:インデント|字下げ|階層|深さ|レベル|位置)|並べ|並列|同列|揃え/i,
        ],
        unless: [/\b(?:deeper|below|under|indented|null|empty)\b|深く|下に|空になる|null/i],
      },
    ],
    replaces: true,
    question: {
      en: "How must matchLabels be indented below selector?",
      ja: "matchLabelsはselectorに対してどう字下げする？",
    },
    now: {
      en: "Deeper than selector; at the same indentation the selector is null.",
      ja: "selectorより深く。同じ深さではselectorがnullになる。",
    },
    domains: ["CKA-WS"],
  },
  {
    id: "X60",
    keys: ["//", "slash", "スラッシュ"],
    readings: [
      {
        says: [
          /(?<!:)\/\/|\bslash(?:es)?\b|スラッシュ/i,
          /\bcomment\w*|コメント/i,
          /\bYAML\b|manifest|マニフェスト/i,
        ],
        unless: [/#|\bhash\b|シャープ|ハッシュ|JSON|\bGo\b|JavaScript/i],
      },
    ],
    replaces: true,
    question: {
      en: "With which sign does a comment begin in YAML?",
      ja: "YAMLのコメントは何の記号で始まる？",
    },
    now: {
      en: "With # after a space; // becomes part of the value or breaks the file.",
      ja: "空白の後の #。// は値の一部になるか、構文エラーになる。",
    },
    domains: ["CKAD-DES"],
  },
  {
    id: "X61",
    keys: ["port", "ポート"],
    readings: [
      {
        says: [
          /\bspec\.ports\b|(?<![\w.])`?Ports:?`?(?= (?:with|in|is|key|field|must)|と|は|を)|\bports\b.{0,30}\b(?:directly |right |straight )?(?:under|below|in|at|beneath) (?:the )?(?:pod['’]?s? )?`?spec\b|spec(?:の)?直下.{0,12}(?:ports|ポート)|(?:ports|ポート).{0,12}spec(?:の)?直下|capital (?:letter|P)|大文字/i,
          /\bports?\b|ポート/i,
        ],
        about: [/\bpods?\b|ポッド/i],
        unless: [
          /\bservices?\b|サービス|containers?\[?\]?\.ports|under (?:the|each|its) container|コンテナの下|lower[- ]case|小文字/i,
        ],
      },
    ],
    replaces: true,
    question: {
      en: "Where and how are the ports of a Pod written?",
      ja: "Podのポートはどこにどう書く？",
    },
    now: {
      en: "In lower case, as a list under the container: containers[].ports[].containerPort.",
      ja: "小文字で、コンテナの下のリストcontainers[].ports[].containerPortとして。",
    },
    domains: ["CKAD-DES"],
  },
];

/** Claims about Jobs and CronJobs. */
import type { Claim } from "./claim.ts";
import { JOB } from "./word.ts";

export const JOB_CLAIMS: readonly Claim[] = [
  {
    id: "X22",
    keys: ["master", "マスター"],
    readings: [
      {
        says: [
          /\bmasters?\b|マスター/i,
          JOB,
          /\b(?:creat\w+|start\w*|launch\w*|schedul\w+|runs?|mak\w+|generat\w+|spawn\w*)\b|作成|起動|実行|生成|作る|作り|スケジュール/i,
        ],
        unless: [
          /controller|コントローラ|control ?plane|コントロールプレーン|tolerat|taint|on the master/i,
        ],
      },
    ],
    replaces: true,
    question: {
      en: "What creates the Jobs of a CronJob?",
      ja: "CronJobのJobを作るのは何？",
    },
    now: {
      en: "The CronJob controller in the controller manager; after more than 100 missed runs it gives up with an error.",
      ja: "コントローラーマネージャーのCronJobコントローラー。100回を超えて実行を逃すとエラーとして作成をやめる。",
    },
    domains: ["CKAD-DES"],
  },
  {
    id: "X43",
    keys: ["backofflimit", "backoff limit", "backoff-limit"],
    readings: [
      {
        says: [
          /back-?off[- ]?limit/i,
          /\bfail\w*|失敗/i,
          /\b(?:allow\w*|permit\w*|number|count|how (?:many|often)|tolerat\w*|max\w*|may|can|times|accept\w*)\b|回数|許|上限|まで|何回|最大|回/i,
        ],
        unless: [
          /\bretr(?:y|ies|ied)\b|\battempts?\b|\bagain\b|リトライ|再試行|再実行|試行|やり直/i,
        ],
      },
    ],
    replaces: true,
    question: { en: "What does backoffLimit of a Job count?", ja: "JobのbackoffLimitは何の回数？" },
    now: {
      en: "Retries before the Job counts as failed; 6 by default, with a back-off that grows to six minutes.",
      ja: "失敗とみなすまでの再試行の回数。デフォルトは6で、間隔は最大6分まで延びる。",
    },
    domains: ["CKAD-DES"],
  },
  {
    id: "X44",
    keys: ["once", "one time", "single time", "1回", "一回", "１回", "1度", "一度", "１度"],
    readings: [
      {
        says: [
          /\b(?:exactly|only|just|precisely|strictly|guaranteed) (?:to run )?(?:once|one time|a single time)\b|\bonce and only once\b|\ba single time\b|\bonce only\b|(?:必ず|確実に|正確に|ちょうど|ただ)(?:1|一|１)(?:回|度)|(?:1|一|１)(?:回|度)(?:だけ|のみ|しか|きり)/i,
        ],
        about: [JOB],
        unless: [
          /\b(?:guarantee[sd]? ?(?:nothing|not)|not guaranteed|no guarantee|may|might|at least|more than once|twice|idempoten\w*|should|try|tries|aims?|best effort)\b|保証(?:は|され)?(?:ない|ません)|限らない|冪等|複数回|可能性|場合がある|こともある|2回/i,
        ],
      },
    ],
    replaces: true,
    question: {
      en: "Does a Job run its Pod exactly once?",
      ja: "JobのPodは必ず一度だけ実行される？",
    },
    now: {
      en: "Not guaranteed: it can run more than once, so the work must be idempotent.",
      ja: "保証されない。複数回動くことがあるので、処理は冪等にする。",
    },
    domains: ["CKAD-DES"],
  },
  {
    id: "X45",
    keys: ["restartpolicy", "restart policy"],
    readings: [
      {
        says: [/(?<![\w.])\.?spec\.restartPolicy/i],
        about: [JOB],
        unless: [/template|テンプレート/i],
      },
      {
        says: [
          /restart ?Policy/i,
          /\b(?:directly|right|straight|immediately)? ?(?:under|below|in|at|into|beneath|inside) (?:the )?(?:job['’]?s? )?(?:own |top[- ]level )?\.?`?spec\b(?!\.template)|spec(?:の)?直下|specの(?:すぐ)?下|Jobのspec|ジョブのspec/i,
        ],
        about: [JOB],
        unless: [/template|pod ?spec|Podの|pod's|テンプレート/i],
      },
    ],
    replaces: true,
    question: {
      en: "Where does restartPolicy of a Job stand?",
      ja: "JobのrestartPolicyはどこに書く？",
    },
    now: {
      en: "In the Pod template: spec.template.spec.restartPolicy (Never or OnFailure).",
      ja: "Podテンプレートの中、spec.template.spec.restartPolicy（NeverかOnFailure）。",
    },
    domains: ["CKAD-DES"],
  },
];

/** Words that claims share, in both languages: whatever stands for one thing is one pattern. */

/** Sentences with these deny nothing, although a word of denial is in them. */
const SEEMING_DENIAL =
  /な(?:けれ|くて)は?ば?(?:なら|いけ)(?:ない|ません)|ねばならない|しか[^。]{0,12}(?:ない|ません)|だけで(?:は)?なく|かもしれない|間違いな[いく]|問題な[いく]|少なくとも|\bnot only\b|\bno matter\b|\bnothing but\b|\bno later than\b|\bwhether or not\b/gi;

const DENIAL =
  /\b(?:not|never|cannot|no|nor|neither|nothing|none|without|unable|impossible|instead of|rather than|wrong|myth|false|unlike)\b|n['’]t\b|ない|ません|なく|なし|無し|不可|ずに|ではな|誤り|間違い|誤解|わけではな/i;

export const denies = (sentence: string): boolean =>
  DENIAL.test(sentence.replace(SEEMING_DENIAL, ""));

export const CANNOT_BE_USED =
  /(?:can(?:not|['’]t)|(?:must|may|can|do(?:es)?|is|are|will|should) ?(?:not|n['’]t)|never)\b.{0,40}\b(?:us(?:e|ed|able)|work|allow\w*|valid|support\w*|accept\w*|combin\w*|possible|permit\w*|appl\w+|match|specif\w+|set|exist)|\b(?:invalid|illegal|forbidden|rejected|unsupported|unusable|no good)\b|使えな|使えません|使用でき(?:な|ま)|使用不可|利用でき(?:な|ま)|指定でき(?:な|ま)|設定でき(?:な|ま)|無効|不可|許(?:可)?されな|認められ(?:な|ま)|対応していな|サポートされ(?:な|ま)|サポートしていな|NG/i;

export const ONLY =
  /\b(?:only|solely|exclusively|must|required?|requires|mandatory|ha(?:s|ve) to|needs? to|always|limited to|restricted to|nothing but|just)\b|のみ|だけ|しか|必ず|必須|専用|限(?:ら|定|る)|なければ|必要/i;

export const ALWAYS =
  /\b(?:always|every time|in every case|without exception|necessarily|inevitably|invariably|exactly|precisely|guaranteed|strictly|regardless|whatever)\b|必ず|常に|いつも|例外なく|無条件|きっちり|ちょうど|必然/i;

export const EVERY =
  /\b(?:all|every|everything|each|any|entire|whole|complete)\b|すべて|全て|全部|あらゆる|全(?=Pod|リソース|オブジェクト|ノード|通信)|どの.{0,10}も/i;

export const AT_ONCE =
  /\b(?:immediate(?:ly)?|at once|instant(?:ly|aneously)?|right away|straight away|on the spot|without delay|without (?:any )?grace|promptly|that very moment)\b|即座|即時|直ちに|ただちに|すぐ|瞬時|その場で|間を置かず/i;

export const TOGETHER =
  /\b(?:together|at the same time|simultaneous(?:ly)?|as (?:one|a) (?:unit|group|whole|set)|all or nothing|in lockstep|jointly|in unison)\b|一緒|同時|まとめて|セット|一斉|一体|連動/i;

export const DELETED =
  /\b(?:delet\w+|remov\w+|destroy\w*|purg\w+|wip\w+|clean\w* up|drop\w*|garbage[- ]collect\w*)\b|削除|破棄|消(?:す|え|去|さ)|除去|掃除/i;

export const EVICTED =
  /\b(?:evict\w*|remov\w+|delet\w+|kick\w* (?:out|off)|throw\w* (?:out|off)|driv\w+ (?:out|off)|terminat\w+|kill\w*|push\w* (?:out|off))\b|退避|追い出|立ち退|排除|削除|エビクト|Evict|停止させ/i;

export const KILLED =
  /\b(?:kill\w*|terminat\w+|stop(?:s|ped)?|restart\w*|shut\w* down|ends?|dies?)\b|強制終了|終了|停止|落と|落ち|再起動|kill|キル|殺/i;

export const CREATED =
  /\b(?:creat\w+|generat\w+|mak(?:e|es|ing)|made|issu(?:e|es|ed)|mint\w*|start\w*|launch\w*|spawn\w*|provision\w*|gets?)\b|作成|生成|作ら|作る|作って|発行|付与|起動|開始|用意/i;

export const STARTED =
  /\b(?:start\w*|stop\w*|restart\w*|boot\w*|launch\w*|liv\w+ and d\w+)\b|起動|停止|再起動|終了|立ち上/i;

export const COMPARED =
  /\b(?:compar\w+|diff(?:s|ed|ing|er\w*)?|check\w*|match\w* against|conflict\w*)\b|比較|比べ|差分|突き合わせ|競合|衝突|照合/i;

export const OLD_NEWS =
  /\b(?:deprecat\w+|removed|obsolete|legacy|superseded|replaced|replacement|successor|predecessor|former(?:ly)?|outdated|no longer|used to|dropped|retired|gone|historical\w*|old|ancient|discontinued|archived|disabled|instead)\b|非推奨|廃止|削除され|廃され|無効化|後継|前身|旧|古い|以前|かつて|代わり|置き換え|終了し|引退|過去|レガシー|もう使|使われな/i;

export const STABLE = /\b(?:stable|GA|generally available|graduated)\b|安定|正式/i;

export const UNSTABLE =
  /\b(?:alpha|beta|experimental|preview|feature gate|not (?:yet )?(?:stable|GA))\b|アルファ|ベータ|α|β|実験|プレビュー|まだ(?:安定|GA|正式)/i;

export const CONTAINER = /\bcontainers?\b|コンテナ/i;
export const NAMESPACE = /\bname ?spaces?\b|名前空間|ネームスペース/i;
export const JOB = /\b(?:cron)?jobs?\b|ジョブ/i;

export const ASKED =
  /[?？]|(?:のか|だろうか|ですか|ますか|なのか|不明|わからない|分からない|気になる)[。.…]*$|^(?:why|whose|does|do|is|are|should|which|who|what|when)\b|なぜ|どうして|誰の/i;
